"""Rules of design examples: picture, steps, files and evidence name the same things.

In: parsed entries and the bytes of the examples' files. Out: problems at the value that is wrong.
Whether the files themselves are right is not judged here: real schemas and servers do that in tests.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from patternloom.catalog.attachments import (
    Attached,
    ExampleFiles,
    example_files,
    folder_is_lost,
    folder_of,
    folders_are_not_shared,
    folders_have_an_example,
)
from patternloom.catalog.check_notes import notes_hold
from patternloom.catalog.evidence import CHANGED, evidence_of
from patternloom.catalog.local_ids import doubled, ids_are_unique, nesting_ends, unknown_id
from patternloom.catalog.parse import Parsed, Place
from patternloom.model.examples import DesignExample
from patternloom.problems import limits
from patternloom.problems.findings import Problem, did_you_mean, nearest, shown
from patternloom.reading.own_files import ATTACHED

# `# step 3`, `// steps 3, 4` or `-- step 3` at the end of a line: the line realises those steps.
STEP_MARK = re.compile(r"(?:#|//|--|<!--)\s*steps?\s+(\d+(?:\s*,\s*\d+)*)(?:\s*-->)?\s*$")


def check_examples(parsed: Parsed, attached: Mapping[str, Attached], root: str) -> Iterator[Problem]:
    """What is wrong in and between the parts of each example; messages name files below `root`."""
    check_kinds = {id for id, kind in parsed.kinds.items() if kind == "check-kind"}
    in_folder: dict[str, list[Place]] = {}
    for located in parsed.entries:
        if isinstance(located.entry, DesignExample):
            in_folder.setdefault(folder_of(located.place), []).append(located.place)
    for located in parsed.entries:
        if isinstance(located.entry, DesignExample):
            example, place = located.entry, located.place
            yield from boundaries_nest(example, place)
            yield from components_are_placed(example, place)
            yield from steps_name_components(example, place)
            yield from notes_hold(example, place)
            folder = folder_of(place)
            if len(in_folder[folder]) == 1 or folder not in attached:
                yield from _check_files(example, place, example_files(place, attached), check_kinds)
    yield from folders_are_not_shared(attached, in_folder)
    # A broken example is left out, and its files would look like nobody's: its folder counts too.
    files = [places[0].source.file for places in in_folder.values()]
    files += [problem.mark.file for problem in parsed.problems]
    yield from folders_have_an_example(attached, {file.rpartition("/")[0] for file in files}, root)


def _check_files(
    example: DesignExample, place: Place, own: ExampleFiles, check_kinds: Collection[str]
) -> Iterator[Problem]:
    yield from folder_is_lost(place, len(example.files), own) or files_are_listed(example, place, own)
    yield from marks_name_steps(example, own)
    missing = {file.path for file in example.files} - own.files.keys()
    yield from switches_stand_in_files(example, place, own.files, missing)
    if not missing:  # else an object may stand in what is told already
        yield from objects_stand_in_files(example, place, own.files)
    yield from evidence_holds(example, place, own, check_kinds)


def boundaries_nest(example: DesignExample, place: Place) -> Iterator[Problem]:
    """Boundaries are unique, stand inside known ones, and never in themselves."""
    yield from ids_are_unique([boundary.id for boundary in example.boundaries], place, "boundaries")
    yield from nesting_ends("boundary", example.boundaries, place, "boundaries")


def components_are_placed(example: DesignExample, place: Place) -> Iterator[Problem]:
    """Components are unique, stand in a known boundary, and say where they come from."""
    boundaries = dict.fromkeys(boundary.id for boundary in example.boundaries)
    yield from ids_are_unique((component.id for component in example.components), place, "components")
    if len(example.components) > limits.COMPONENTS:
        message = f"{len(example.components)} components, expected at most {limits.COMPONENTS}"
        yield Problem(place.mark("components"), message, "make two examples of it", rule="too-many")
    for number, component in enumerate(example.components):
        steps = ("components", number)
        if component.id in boundaries:
            message = f"component {shown(component.id)} has a boundary's id, expected one of its own"
            yield Problem(place.mark(*steps, "id"), message, rule="duplicate-id")
        if component.inside not in boundaries:
            yield unknown_id("boundary", component.inside, boundaries, place, *steps, "inside")
        if component.provided_by == "files" and not component.objects:
            message = f"{shown(component.id)} is provided by files without 'objects', expected what it is there"
            yield Problem(place.mark(*steps), message, rule="missing-key")
        if component.provided_by in ("addon", "injected", "managed") and component.switch is None:
            message = f"{shown(component.id)} is {component.provided_by} without a 'switch', expected what turns it on"
            yield Problem(place.mark(*steps), message, rule="missing-key")


def steps_name_components(example: DesignExample, place: Place) -> Iterator[Problem]:
    """Steps name components of the example; every component takes part."""
    ids = dict.fromkeys(component.id for component in example.components)
    twice = len(ids) < len(example.components)  # then the id of one stands at another, as was told
    used: set[str] = set()
    arrows = sum(len(step.flows) for step in example.steps)
    if arrows > limits.FLOWS:
        message = f"{arrows} arrows in the steps, expected at most {limits.FLOWS}"
        yield Problem(place.mark("steps"), message, "make two examples of it", rule="too-many")
    if len(example.steps) > limits.STEPS:
        message = f"{len(example.steps)} steps, expected at most {limits.STEPS}, as a picture lights no more"
        yield Problem(place.mark("steps"), message, rule="too-many")
    for number, step in enumerate(example.steps):
        steps = ("steps", number)
        if not step.flows and step.at is None:
            message = "a step without 'flows' or 'at', expected where it happens"
            yield Problem(place.mark(*steps), message, rule="missing-key")
        if step.at is not None:
            used.add(_meant(step.at, ids))
            if step.at not in ids and (not twice or nearest(step.at, ids)):
                yield unknown_id("component", step.at, ids, place, *steps, "at")
        for position, flow in enumerate(step.flows):
            for end, id in (("start", flow.start), ("end", flow.end)):
                used.add(_meant(id, ids))
                if id not in ids and (not twice or nearest(id, ids)):
                    yield unknown_id("component", id, ids, place, *steps, "flows", position, end)
    # What a step names and nothing is may be meant for any, and so may a step that names nothing.
    sure = used <= ids.keys() and all(step.flows or step.at for step in example.steps)
    for number, component in enumerate(example.components if sure else ()):
        if (id := component.id) not in used:
            message = f"component {shown(id)} takes part in no step, expected a step that names it"
            yield Problem(place.mark("components", number, "id"), message, rule="idle-part")


def _meant(name: str, known: Collection[str]) -> str:
    """The name, or the known one that it is likely to be: a slip is told where it stands, and not a second time."""
    return name if name in known else nearest(name, known) or name


def files_are_listed(example: DesignExample, place: Place, own: ExampleFiles) -> Iterator[Problem]:
    """The list of files and the folder hold the same."""
    files, listed = own.files, [file.path for file in example.files]
    known = set(listed)
    for number, path in enumerate(listed):
        if path not in files:
            known.add(_meant(path, files))
            message = f"no file {shown(path)} below '{ATTACHED}/', expected it there"
            hint = did_you_mean(path, files.keys() - {*listed})  # one that is listed is meant by its own line
            yield Problem(place.mark("files", number, "path"), message, hint, rule="file")
    for number, path in doubled(listed):
        mark = place.mark("files", number, "path")
        yield Problem(mark, f"file {shown(path)} listed twice, expected once", rule="duplicate-id")
    if len(listed) > limits.TABS:
        message = f"{len(listed)} files, expected at most {limits.TABS}, as a page shows no more"
        yield Problem(place.mark("files"), message, rule="too-many")
    if (size := sum(map(len, files.values()))) > limits.EXAMPLE_BYTES:
        message = f"files of {size:,} bytes, expected at most {limits.EXAMPLE_BYTES:,} in an example"
        yield Problem(place.mark("files"), message, rule="too-many")
    for path in (path for path in files if path not in known):
        message = f"file is not listed in 'files:' of {shown(example.id)}, expected it there"
        yield Problem(own.mark(path), message, rule="file")


def marks_name_steps(example: DesignExample, own: ExampleFiles) -> Iterator[Problem]:
    """A line's step marks name steps that exist."""
    steps = {str(number) for number, _ in enumerate(example.steps, start=1)}
    for path, data in own.files.items():
        # Not `splitlines`, which ends a line at a form feed too: the page counts as editors do.
        for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
            if not (found := STEP_MARK.search(line)):
                continue
            for step in re.findall(r"\d+", found[1]):
                if step not in steps:
                    message = f"mark of step {shown(step)}, expected a step from 1 to {len(steps)}"
                    yield Problem(own.mark(path, number, found.start() + 1), message, rule="dangling-reference")


def switches_stand_in_files(
    example: DesignExample, place: Place, files: Mapping[str, bytes], missing: Collection[str]
) -> Iterator[Problem]:
    """A switch's text stands in its file, word for word; of a file that is listed and missing, that is told."""
    switches = [
        (("components", number, field), switch)
        for number, component in enumerate(example.components)
        for field, switch in (("switch", component.switch), ("authenticates", component.authenticates))
        if switch is not None
    ]
    for steps, switch in switches:
        if switch.file not in files:
            message = f"no file {shown(switch.file)} below '{ATTACHED}/', expected it there"
            if switch.file not in missing:
                yield Problem(place.mark(*steps, "file"), message, did_you_mean(switch.file, files), rule="file")
        elif switch.text not in files[switch.file].decode("utf-8", "replace"):
            message = f"{shown(switch.text)} does not stand in {shown(switch.file)}, expected it word for word"
            yield Problem(place.mark(*steps, "text"), message, rule="dangling-reference")


def objects_stand_in_files(example: DesignExample, place: Place, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """An object is a file, or what `Kind/namespace/name` says stands in the files, word by word.

    By the words, and not as a whole, as a template may put names together and a kind may be generated. That
    such an object comes out is for the checks that run the templates.
    """
    texts = [data.decode("utf-8", "replace") for data in files.values()]
    words = {word for text in texts for word in re.findall(r"\w+", text)}
    anywhere = "\n".join(texts).lower()
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("components", number, "objects", position), object)
        for number, component in enumerate(example.components)
        for position, object in enumerate(component.objects)
    ]
    if len(named) + len(example.supporting) > limits.OBJECTS:
        message = f"{len(named) + len(example.supporting)} objects, expected at most {limits.OBJECTS} in an example"
        yield Problem(place.mark(), message, rule="too-many")
        return
    named += [(("supporting", number, "object"), one.object) for number, one in enumerate(example.supporting)]
    for steps, object in named:
        if object in files:
            continue
        kind, _, name = object.partition("/") if "/" in object else ("", "", object)
        lost = [word for word in re.findall(r"\w+", kind) if word.lower() not in anywhere]
        lost += [word for word in re.findall(r"\w+", name) if word not in words]
        if lost:
            message = f"object {shown(object)} is in no file below '{ATTACHED}/' ({shown(lost[0])} stands in none)"
            hint = did_you_mean(object, files) if "." in object else did_you_mean(lost[0], words, list_up_to=0)
            yield Problem(place.mark(*steps), f"{message}, expected it there", hint, rule="missing-object")


def evidence_holds(
    example: DesignExample, place: Place, own: ExampleFiles, check_kinds: Collection[str]
) -> Iterator[Problem]:
    """A warning where the files are not those that were checked; its checks are known ones.

    A catalog without kinds of checks, and an example without a record there, is asked for neither.
    """
    if check_kinds and example.not_run is None:
        message = f"no 'not_run' in {shown(example.id)}, expected what the checks could not run"
        yield Problem(place.mark("id"), message, rule="missing-key")
    if not example.files or (not check_kinds and own.evidence is None):
        return
    evidence, mark = evidence_of(own), own.evidence_mark()
    if evidence.state == "none":
        what = "is missing" if own.evidence is None else "is no record of checks"
        message = f"evidence of {shown(example.id)} {what}, expected what `make evidence` writes"
        yield Problem(mark, message, severity="warning", rule="evidence")
    if evidence.state == "changed":
        some = ", ".join(map(shown, evidence.changed[:3])) + (", …" if len(evidence.changed) > 3 else "")
        message = f"{shown(example.id)} {CHANGED} of {evidence.date} ({some}), expected `make evidence`"
        yield Problem(mark, message, severity="warning", rule="evidence")
    for id in evidence.checks:
        if id not in check_kinds:
            message = f"unknown kind of check {shown(id)}, expected one of 'check_kinds:'"
            yield Problem(mark, message, did_you_mean(id, check_kinds), rule="dangling-reference")
