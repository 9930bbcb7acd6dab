"""The queues of jobs: long ones stand apart, so that a short one never waits behind them."""

# what takes long: a large file, a plan of thousands of tasks
LARGE = "large"
