# Targets only; what they do stands in tools/, since it says sentences and must work on a bare machine.
.DEFAULT_GOAL := help
.PHONY: help run test test-all check bench docs lock assets wheel format
PORT ?= 8000
export PORT

help:
	@echo "make run      启动网站，地址 http://127.0.0.1:8000（换端口：make run PORT=8001） / start the site (another port: make run PORT=8001)"
	@echo "make test     运行测试 / run the tests that this machine can run, and say which it cannot"
	@echo "make test-all 运行全部测试，两种数据库都完整 / run all of them, the long ones too, whole on both databases"
	@echo "make check    检查写法、类型和锁文件 / lint, format, types, locks"
	@echo "make bench    测量快慢，写入 docs/benchmarks.md / measure, and write docs/benchmarks.md"
	@echo "make docs     由程序更新文档，并查链接 / rewrite the pages that come from code, and follow their links"
	@echo "make lock     更新锁文件 / renew the locks"
	@echo "make assets   取前端文件 / fetch the front-end files"
	@echo "make wheel    打包到 dist/ / build the wheel into dist/"
	@echo "make format   整理写法 / put the code into its form"

# No shell between make and the tool, so that what stops make stops the site.
run test check bench docs lock assets wheel format:
	@tools/with-python $@

test-all:
	@tools/with-python test_all
