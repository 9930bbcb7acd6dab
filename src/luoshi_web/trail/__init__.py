"""The trail (留痕): one chain a jurisdiction of what was done, appended only; it knows no accounts, only numbers and
names.
"""
