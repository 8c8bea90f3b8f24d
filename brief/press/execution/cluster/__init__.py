"""Printing on a Dask cluster."""
