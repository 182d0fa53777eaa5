"""Find the command, read its options, run it, and turn what happens into an exit code."""

from __future__ import annotations

import argparse
import importlib
import keyword
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from conflict_claims import __version__
from conflict_claims.cli import commands
from conflict_claims.cli.stopping import stopped

OK, FAULTS, USAGE, FAILED = 0, 1, 2, 3
INTERRUPTED, PIPE_CLOSED = 130, 141


def command_names(package: ModuleType = commands) -> list[str]:
    """The commands of `package`, as they are typed; a command that is a package has commands of its own."""
    return [module.name.strip("_").replace("_", "-") for module in pkgutil.iter_modules(package.__path__)]


def load(name: str, package: ModuleType = commands) -> ModuleType:
    """The module of the command `name` of `package`."""
    module = name.replace("-", "_")
    # "import" is no name for a module: it stands as import_.
    return importlib.import_module(f"{package.__name__}.{module}{'_' if keyword.iskeyword(module) else ''}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: what stands after the program's name; default: of this process.

    Returns:
        0 no errors, 1 errors in the data, 2 wrong usage, 3 the tool itself failed.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = parser(words).parse_args(words)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print("interrupted: nothing half-written was left", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more at exit; it must not complain about the closed pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:
        if options.traceback:
            traceback.print_exc()
        return stopped(options.command, error)
    except Exception as error:  # the last net: a fault of the tool, told as one
        return _failed(error, options.traceback)


def _failed(error: Exception, with_traceback: bool) -> int:
    if with_traceback:
        traceback.print_exc()
    message = f"{type(error).__name__}: {error}".splitlines()[0]
    print(f"error  INT001 unexpected-exception  {message}", file=sys.stderr)
    print("  this is a fault of the tool, not of the data; --traceback shows where", file=sys.stderr)
    return FAILED


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; only the modules that `words` need are loaded."""
    top = argparse.ArgumentParser(
        prog="conflict-claims",
        description="Conflicting casualty reports kept as data: make, check and build an annotated corpus.",
    )
    top.add_argument("--version", action="version", version=f"conflict-claims {__version__}")
    commands_of = top.add_subparsers(metavar="COMMAND", required=True)
    names = command_names()
    wanted = [words[0]] if words and words[0] in names else names
    for name in wanted:
        _add(commands_of, name)
    return top


def _add(
    commands_of: argparse._SubParsersAction[argparse.ArgumentParser], name: str, package: ModuleType = commands
) -> None:
    module = load(name, package)
    text = (module.__doc__ or "").strip()
    command = commands_of.add_parser(
        name,
        help=text.splitlines()[0],
        description=text,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if hasattr(module, "__path__"):
        own = command.add_subparsers(metavar="COMMAND", required=True)
        for part in command_names(module):
            _add(own, part, module)
        return
    command.add_argument("--root", type=Path, default=Path(), help="folder laid out like this project (default: here)")
    command.add_argument("--traceback", action="store_true", help="show where an unexpected fault happened")
    module.arguments(command)
    command.set_defaults(run=module.run, command=command.prog)
