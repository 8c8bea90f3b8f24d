"""The words of a language for numbers, units and months, from word lists and CLDR."""
