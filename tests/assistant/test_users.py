"""The users file and the commands that write it."""

import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant.passwords import Cost, Hash
from assistant.users import Role, Roll, User
from assistant.users_file import Users, add_user, read_users, remove_user
from corpus.errors import UsersError
from tests.assistant.conftest import COMMAND, Run

CHEAP = Cost(16, 1, 1)  # tests hash a lot; what is shipped is the default
PASSWORD = "Rødgrød med fløde"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "users.txt"


def test_a_password_is_known_again_and_kept_as_a_salted_hash(path: Path) -> None:
    for name in ("anna", "bo"):
        add_user(path, name, "reader", PASSWORD, cost=CHEAP)
    anna, bo = read_users(path)
    assert (anna.user, bo.user) == (User("anna", Role.READER), User("bo", Role.READER))
    assert anna.hash.key != bo.hash.key and anna.hash.salt != bo.hash.salt
    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert anna.hash.matches(PASSWORD) and not anna.hash.matches(f"{PASSWORD} ")
    assert anna.hash.matches("Ro\u0308dgro\u0308d med flo\u0308de".replace("o\u0308", "ø"))
    assert "key" not in repr(anna) and "salt" not in repr(anna)


def test_letters_typed_in_two_ways_are_one_password() -> None:
    assert Hash.of("blåbærgrød og mælk", CHEAP).matches("bla\u030abærgrød og mælk")


def test_what_is_shipped_costs_what_owasp_recommends(path: Path) -> None:
    add_user(path, "anna", "editor", PASSWORD)
    (anna,) = read_users(path)
    assert (anna.hash.cost.n, anna.hash.cost.r, anna.hash.cost.p) == (2**15, 8, 3)
    assert anna.hash.key == hashlib.scrypt(
        PASSWORD.encode(), salt=anna.hash.salt, n=2**15, r=8, p=3, maxmem=2**26, dklen=32
    )


def test_the_same_work_is_done_for_a_name_that_is_nobodys(path: Path) -> None:
    add_user(path, "anna", "reader", PASSWORD, cost=Cost(64, 2, 1))
    roll = Roll(read_users(path))
    done: list[dict[str, int]] = []

    def counted(password: bytes, *, salt: bytes, n: int, r: int, p: int, maxmem: int, dklen: int) -> bytes:
        done.append({"n": n, "r": r, "p": p, "salt": len(salt), "dklen": dklen})
        return hashlib.scrypt(password, salt=salt, n=n, r=r, p=p, maxmem=maxmem, dklen=dklen)

    assert roll.verify("anna", PASSWORD, counted) is not None
    assert roll.verify("anna", "noget helt andet", counted) is None
    assert roll.verify("ingen", PASSWORD, counted) is None
    assert roll.verify("", PASSWORD, counted) is None
    assert len(done) == 4 and all(each == done[0] for each in done)


def test_the_file_is_its_owners_alone_and_remarks_stay(path: Path) -> None:
    path.write_text("# Vores brugere\n\n", encoding="utf-8")
    path.chmod(0o644)
    add_user(path, "anna", "reader", PASSWORD, cost=CHEAP)
    add_user(path, "Bjørn.Å@kk.dk", "editor", PASSWORD, cost=CHEAP)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    remove_user(path, "ANNA")
    assert path.read_text(encoding="utf-8").startswith("# Vores brugere\n\nBjørn.Å@kk.dk editor scrypt:16:1:1:")
    assert [file.name for file in path.parent.iterdir()] == ["users.txt"]


def test_a_link_to_the_file_stays_a_link(path: Path) -> None:
    link = path.with_name("link")
    link.symlink_to(path)
    add_user(link, "anna", "reader", PASSWORD, cost=CHEAP)
    assert link.is_symlink() and [entry.user.name for entry in read_users(path)] == ["anna"]


def test_many_at_once_lose_nobody(path: Path) -> None:
    names = [f"bruger{number}" for number in range(12)]
    threads = [
        threading.Thread(target=add_user, args=(path, name, "reader", PASSWORD), kwargs={"cost": CHEAP})
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.user.name for entry in read_users(path)) == sorted(names)


def test_a_user_is_replaced_only_when_asked_to(path: Path) -> None:
    add_user(path, "anna", "reader", PASSWORD, cost=CHEAP)
    with pytest.raises(UsersError, match=r"There is a user ANNA already; add --replace"):
        add_user(path, "ANNA", "editor", PASSWORD, cost=CHEAP)
    add_user(path, "ANNA", "editor", "en helt anden kode", replace=True, cost=CHEAP)
    (anna,) = read_users(path)
    assert anna.user == User("ANNA", Role.EDITOR) and not anna.hash.matches(PASSWORD)


GOOD = "scrypt:16:1:1:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


@pytest.mark.parametrize(
    "line",
    [
        "hemmeligt",
        "anna reader",
        f"anna chef {GOOD}",
        f"anna reader {GOOD} mere",
        f"an/na reader {GOOD}",
        "anna reader hemmeligt",
        f"anna reader {GOOD.replace('scrypt', 'md5')}",
        f"anna reader {GOOD.replace(':16:', ':17:')}",
        f"anna reader {GOOD.replace(':16:', ':1073741824:')}",
        f"anna reader {GOOD.replace(':16:1:1:', ':16:1:999999:')}",
        f"anna reader {GOOD[:-8]}",
        f"anna reader {GOOD.replace('AAAAAAAA==:', '==:')}",
        "anna reader scrypt:16:1:1::",
    ],
)
def test_a_damaged_line_is_one_sentence_that_repeats_none_of_it(path: Path, line: str) -> None:
    path.write_text(f"# ok\nbo editor {GOOD}\n{line}\n", encoding="utf-8")
    with pytest.raises(UsersError, match=r"users\.txt is damaged in line 3, .*take the line away\.$") as raised:
        read_users(path)
    assert not any(word in str(raised.value) for word in ("hemmeligt", "AAAA", "chef", "anna"))
    with pytest.raises(UsersError, match="damaged in line 3"):
        add_user(path, "carl", "reader", PASSWORD, cost=CHEAP)


def test_one_name_twice_and_what_is_no_text_are_refused(path: Path) -> None:
    path.write_text(f"anna reader {GOOD}\nAnna editor {GOOD}\n", encoding="utf-8")
    with pytest.raises(UsersError, match=r"two lines for one name"):
        read_users(path)
    path.write_bytes(b"anna\xff")
    with pytest.raises(UsersError, match=r"is not text in UTF-8"):
        read_users(path)


def test_the_file_is_read_again_when_it_has_changed(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    add_user(path, "anna", "reader", PASSWORD, cost=CHEAP)
    users = Users(path)
    roll = users.current()
    assert users.current() is roll
    add_user(path, "anna", "editor", PASSWORD, replace=True, cost=CHEAP)
    anna = users.current().find("anna")
    assert anna and anna.user.role is Role.EDITOR
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + "hemmeligt\n", encoding="utf-8")
    for _ in range(3):
        with pytest.raises(UsersError, match="damaged in line 3"):
            users.current()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "nobody is let in" in caplog.text and "hemmeligt" not in caplog.text
    path.unlink()
    with pytest.raises(UsersError, match="There is no users file"):
        users.current()
    path.write_text(whole, encoding="utf-8")
    assert len(users.current()) == 1


def user(run: Run, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return run("user", *arguments, given=given, KILDESVAR_SERVE__USERS="users.txt")


def test_the_commands_add_list_and_remove(run: Run, path: Path) -> None:
    added = user(run, "add", "Åse", "--role", "editor", given=f"{PASSWORD}\n")
    assert (added.returncode, added.stdout, added.stderr) == (0, "Åse may log in as editor.\n", "")
    user(run, "add", "bo", "--role", "reader", given=f"{PASSWORD}\r\n")
    assert [entry.hash.matches(PASSWORD) for entry in read_users(path)] == [True, True]
    assert user(run, "list").stdout == "Åse  editor\nbo   reader\n"
    assert json.loads(user(run, "list", "--json").stdout)[1] == {"name": "bo", "role": "reader"}
    assert user(run, "remove", "bo").stdout == "bo may not log in any more.\n"
    assert user(run, "list").stdout == "Åse  editor\n"


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [
        (["add", "anna", "--role", "reader"], "kort\n", "The password is not of 12 to 256 characters"),
        (["add", "anna", "--role", "reader"], "", "The password is not of 12 to 256 characters"),
        (["add", "anna", "--role", "reader"], "x" * 257, "The password is not of 12 to 256 characters"),
        (["add", "anna", "--role", "chef"], PASSWORD, "role 'chef' is neither reader nor editor"),
        (["add", "an na", "--role", "reader"], PASSWORD, "The name is not one of 1 to 64 letters"),
        (["add", "#anna", "--role", "reader"], PASSWORD, "The name is not one of 1 to 64 letters"),
        (["add", "", "--role", "reader"], PASSWORD, "The name is not one of 1 to 64 letters"),
        (["add", "BO", "--role", "reader"], PASSWORD, "There is a user BO already"),
        (["remove", "anna"], "", "There is no user 'anna' in users.txt"),
    ],
)
def test_bad_input_is_one_sentence(run: Run, path: Path, arguments: list[str], given: str, message: str) -> None:
    add_user(path, "bo", "reader", PASSWORD, cost=CHEAP)
    before = path.read_bytes()
    done = user(run, *arguments, given=given)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"[^\n]+\.\n", done.stderr) and message in done.stderr
    assert path.read_bytes() == before and PASSWORD not in done.stderr


def test_without_a_file_or_a_folder_it_says_what_to_do(run: Run) -> None:
    assert "There is no users file users.txt; `kildesvar user add" in user(run, "list").stderr
    nowhere = run("user", "add", "a", "--role", "reader", given=PASSWORD, KILDESVAR_SERVE__USERS="no/users.txt")
    assert (nowhere.returncode, "make its folder first" in nowhere.stderr) == (1, True)
    unset = run("user", "list")
    assert (unset.returncode, unset.stdout) == (1, "") and "KILDESVAR_SERVE__USERS" in unset.stderr


@pytest.mark.parametrize(("again", "status", "message"), [(PASSWORD, 0, "may log in"), ("andet", 1, "not the same")])
def test_at_a_terminal_the_password_is_asked_for_twice_and_not_shown(
    tmp_path: Path, again: str, status: int, message: str
) -> None:
    ours, its = os.openpty()
    process = subprocess.Popen(
        ["setsid", "--ctty", "--wait", COMMAND, "user", "add", "anna", "--role", "reader"],
        cwd=tmp_path,
        env=os.environ | {"KILDESVAR_SERVE__USERS": "users.txt"},
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    seen = b""
    for question, typed in ((b"Password: ", PASSWORD), (b"The same again: ", again)):
        while not seen.endswith(question):
            seen += os.read(ours, 1024)
        os.write(ours, f"{typed}\n".encode())
    try:
        while piece := os.read(ours, 1024):
            seen += piece
    except OSError:  # how Linux tells that the other end is closed
        pass
    os.close(ours)
    assert process.wait(timeout=60) == status
    assert message in seen.decode() and PASSWORD not in seen.decode()


def test_a_users_file_is_handled_without_what_is_heavy() -> None:
    script = "import sys, assistant.users_file; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    assert not {"pydantic", "gradio", "starlette", "numpy"} & {*loaded}
