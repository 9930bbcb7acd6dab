"""Reports (填报): a cycle asks, a unit answers; drafts, versions, contributions, evidence."""
