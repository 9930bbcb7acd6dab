"""What a page is made of: the frame, lamps, marks, charts, typography; words of moments and sizes, parts of
addresses.
"""
