"""Plans (年度计划): revisions, tasks, wordings, targets and milestones as they were read."""
