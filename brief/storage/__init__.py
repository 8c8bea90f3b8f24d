"""Files that brief writes: atomic writes, the store of cached files, the toolchain's hash."""
