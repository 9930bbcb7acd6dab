"""Start the site: `make run`, or `make run PORT=8001`.

The first time it makes the environment, fetches what it needs, makes an SQLite file in
var/ and loads the demo plan; the next time it only starts, and keeps what was entered.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

from tools import assets, environment
from tools.environment import BIN, PYTHON, ROOT, RUN_LOCK, Command
from tools.saying import say, stop

HOST = "127.0.0.1"
WORKERS = 2
LANES: tuple[tuple[str, ...], ...] = ((), ("--short",), ("--prompt",))
THREADS = 4
ANSWERS_WITHIN = 60  # seconds, as are the next two
LOOKS_EVERY = 2
ENDS_WITHIN = 10
OLDER = 2  # the exit status of what prepares the database, where an earlier version made it


def port_wanted() -> int:
    """Return PORT, 8000 where none is set."""
    text = os.environ.get("PORT", "8000")
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        stop(f"端口应是 1 到 65535 的整数，不是“{text}”", f"a port is a number from 1 to 65535, not '{text}'")
    return int(text)


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            stop(
                f"没有权限使用端口 {port}，请换一个：make run PORT=8001",
                f"port {port} needs more rights; try PORT=8001",
            )
        except OSError:
            other = port + 1 if port < 65535 else 8000
            stop(
                f"端口 {port} 已被占用，请换一个：make run PORT={other}",
                f"port {port} is taken; try another: make run PORT={other}",
            )


# In one process, since each start of Django takes half a second.
PREPARE = """
import sys
import django
from django.core.management import call_command
django.setup()
from luoshi.errors import LuoshiError
from luoshi_web.backups.older import refuse_older
try:
    refuse_older()
except LuoshiError as error:
    print(error.chinese, error.english, sep="\\n")
    sys.exit(2)
call_command("migrate", interactive=False, verbosity=0)
call_command("demo")
"""


def prepare() -> None:
    """Bring the database up to date and load the demo plan; stop with the output when that fails."""
    command: Command = [PYTHON, "-c", PREPARE]
    done = subprocess.run(
        command, cwd=ROOT, env=settings_environment(), check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode == OLDER:
        print(f"✗ {done.stdout.strip()}", file=sys.stderr, flush=True)
        raise SystemExit(1)
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        stop("数据库没有准备好，原因见上", "the database was not made ready; the reason stands above")


def settings_environment() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "luoshi_web.settings", **os.environ}


def serve(port: int) -> int:
    """Serve pages and run jobs until told to stop; return the server's exit status."""
    around = settings_environment()
    command: Command = [BIN / "gunicorn", "luoshi_web.wsgi:application", "--bind", f"{HOST}:{port}"]
    command += ["--worker-class", "gthread", "--workers", str(WORKERS), "--threads", str(THREADS), "--preload"]
    command += ["--log-level", "warning", "--timeout", "120"]
    server = subprocess.Popen(command, cwd=ROOT, env=around)
    # three, so that a large file never holds up a small one, and no file a reminder
    workers = {
        lane: subprocess.Popen([PYTHON, "-m", "luoshi_web", "worker", *lane], cwd=ROOT, env=around) for lane in LANES
    }
    stopping = threading.Event()

    def stop_serving(*_: object) -> None:
        stopping.set()
        server.terminate()

    signal.signal(signal.SIGINT, stop_serving)
    signal.signal(signal.SIGTERM, stop_serving)
    threading.Thread(target=announce, args=(server, port), daemon=True).start()
    while server.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=LOOKS_EVERY)
        for lane, worker in workers.items():
            if worker.poll() is not None and server.poll() is None and not stopping.is_set():
                say("后台任务停了，重新启动", "the worker has ended; starting it again")
                workers[lane] = subprocess.Popen([PYTHON, "-m", "luoshi_web", "worker", *lane], cwd=ROOT, env=around)
    for worker in workers.values():
        stop_process(worker)
    if stopping.is_set():
        return 0
    say("网站停了，再运行一次 make run；数据都在", "the site has ended; run make run again, nothing is lost")
    return server.returncode


def stop_process(process: "subprocess.Popen[bytes]") -> None:
    """Let a process end what it has in hand, and end it by force where that takes too long."""
    process.terminate()
    try:
        process.wait(timeout=ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()


def announce(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Print the address once it answers."""
    until = time.monotonic() + ANSWERS_WITHIN
    while server.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            say(f"已启动：http://{HOST}:{port}  （按 Ctrl+C 停止）", f"up at http://{HOST}:{port}  (Ctrl+C stops it)")
            return
        time.sleep(0.1)


def main() -> int:
    port = port_wanted()
    check_port(port)
    environment.ensure(RUN_LOCK)
    assets.ensure()
    say("更新数据库，装入示例计划", "bringing the database up to date, with the demo plan in it")
    prepare()
    return serve(port)


if __name__ == "__main__":
    sys.exit(main())
