"""What a language's words for numbers, units and months are: word lists, and CLDR."""
