"""Carrying over: what an older version's backup holds, written into the tables of this one."""
