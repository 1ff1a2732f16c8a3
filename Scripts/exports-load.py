#!/usr/bin/env python3
"""Loads what `seqjudge export` writes with the `datasets` package, which trainers read it by. Exit status 0 when all is well,
77 where the package cannot be had.

    Scripts/exports-load.py .build/debug/seqjudge [--keep FOLDER]

Each form is made of small inputs and loaded by its card, split by split by the names of the files, and from Parquet: are the
columns of the types that the card declares, the rows those of the files, the ground truth that of the problems, and is no
hidden term in a prompt? The package is installed with pip into a temporary folder where Python does not have it. With --keep
the exports stay in a folder, to be looked at. TRL, verl and LLaMA-Factory themselves are not installed: they come with PyTorch.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROBLEM_FORMS = ("verl", "trl-prompt")
DIALOGUE_FORMS = ("trl-prompt-completion", "sharegpt", "alpaca", "openai-chat")
MESSAGE = {"content": "string", "role": "string"}
COLUMNS = {
    "verl": {"ability": "string", "data_source": "string", "prompt": [MESSAGE],
             "extra_info": {"difficulty": "float64", "family": "string", "index": "int64", "problem_id": "string",
                            "split": "string"},
             "reward_model": {"ground_truth": "string", "style": "string"}},
    "trl-prompt": {"prompt": [MESSAGE], "problem_id": "string", "ground_truth": "string"},
    "trl-prompt-completion": {"prompt": [MESSAGE], "completion": [MESSAGE]},
    "sharegpt": {"conversations": [{"from": "string", "value": "string"}], "system": "string"},
    "alpaca": {"instruction": "string", "input": "string", "output": "string", "system": "string",
               "history": [["string"]]},
    "openai-chat": {"messages": [MESSAGE]},
}
# A sequence of which little is known, with words that are hard to write down.
BARE = {"id": "A/1", "offset": -3, "terms": [f"{7 ** n}{n}{n}{n}{n}{n}{n}" for n in range(1, 14)],
        "description": "the \"powers\" of 7 \\ with n, in \u4e2d\u6587 \U0001F642, and n written six times behind them"}


class Run:
    """The command under test, in a folder."""

    def __init__(self, command, folder):
        self.command, self.folder = str(pathlib.Path(command).resolve()), folder

    def __call__(self, *words, status=0):
        done = subprocess.run([self.command, *words], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != status:
            raise SystemExit(f"seqjudge {' '.join(words)}: status {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stderr

    def lines(self, name):
        # Lines end with a line feed alone: other separators stand in texts.
        return [json.loads(line) for line in (self.folder / name).read_text(encoding="utf-8").split("\n") if line]

    def write(self, name, records):
        text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (self.folder / name).write_text(text, encoding="utf-8")


def make_inputs(run):
    run("sequences", "synth", "--count", "12", "--output", "made.jsonl", "--quiet")
    made = run.lines("made.jsonl")
    parts = {"train": [BARE] + made[:8], "test": made[8:]}
    for part, sequences in parts.items():
        run.write(f"{part}.jsonl", sequences)
        run("problems", "pack", f"{part}.jsonl", "--output", f"problems-{part}.jsonl", "--quiet")
        answers = subprocess.run([sys.executable, HERE / "reference-completions.py", f"{part}.jsonl",
                                  f"problems-{part}.jsonl", "--mutants", "1"], cwd=run.folder, check=True,
                                 capture_output=True, text=True).stdout
        recorded = [json.loads(line) for line in answers.split("\n") if line]
        for record in recorded:
            # Half of the problems are solved by the second answer, so that conversations have one round or two.
            if int(record["problem"][1:]) % 2:
                record["sample"] = 1 - record["sample"]
        run.write(f"completions-{part}.jsonl", recorded)
        run("reflect", f"problems-{part}.jsonl", "--completions", f"completions-{part}.jsonl", "--rounds", "2",
            "--output", f"dialogues-{part}.jsonl", "--quiet")
    # Rows whose nulls and empty lists give no types away, to go before others that have them.
    run.write("problems-bare.jsonl", [one for one in run.lines("problems-train.jsonl") if "difficulty" not in one])
    run.write("dialogues-bare.jsonl", [one for one in run.lines("dialogues-train.jsonl") if len(one["rounds"]) == 1])
    if not (run.lines("problems-bare.jsonl") and run.lines("dialogues-bare.jsonl")
            and any(len(one["rounds"]) == 2 for one in run.lines("dialogues-test.jsonl"))):
        raise SystemExit("the problems and conversations do not try what they are made for")


def make_exports(run):
    """Every form with both splits and with one; yields form, folder and splits."""
    for form in PROBLEM_FORMS + DIALOGUE_FORMS:
        kind = "problems" if form in PROBLEM_FORMS else "dialogues"
        for splits in (("train", "test"), ("train",), ("test",)):
            inputs = [word for split in splits for word in (f"--{split}", f"{kind}-{split}.jsonl")]
            folder = f"{form}-{'-'.join(splits)}"
            system = ["--system", "Write \"Python\"."] if form in PROBLEM_FORMS and len(splits) == 2 else []
            run("export", "--to", form, *inputs, "--output", folder, "--title", "a \"b\": c\n- d", "--quiet", *system)
            yield form, run.folder / folder, splits
        run("export", "--to", form, "--train", f"{kind}-bare.jsonl", "--test", f"{kind}-test.jsonl",
            "--output", f"{form}-bare", "--quiet")
        yield form, run.folder / f"{form}-bare", ("train", "test")
        # An empty split beside one with rows.
        run.write("empty.jsonl", [])
        told = run("export", "--to", form, "--train", "empty.jsonl", "--test", f"{kind}-test.jsonl",
                   "--output", f"{form}-half")
        if "train.jsonl has no rows" not in told:
            raise SystemExit(f"{form}: nothing is told of a split without rows: {told}")
        yield form, run.folder / f"{form}-half", ("test",)
        run("export", "--to", form, "--train", "empty.jsonl", "--output", f"{form}-none", status=65)


def plain(feature, datasets):
    """A type as COLUMNS has them."""
    if isinstance(feature, datasets.Value):
        return feature.dtype
    if isinstance(feature, dict):
        return {name: plain(part, datasets) for name, part in feature.items()}
    return [plain(feature[0] if isinstance(feature, list) else feature.feature, datasets)]


def differences(name, rows, lines):
    """What a loaded split has else than its file."""
    if len(rows) != len(lines):
        yield f"{name}: {len(rows)} rows, and the file has {len(lines)}"
    for number, (row, line) in enumerate(zip(rows, lines)):
        if json.loads(json.dumps(row)) != line:
            yield f"{name}: row {number} is {row}, and the file has {line}"


def by_card(datasets, form, folder, splits):
    loaded = datasets.load_dataset(str(folder))
    if sorted(loaded) != sorted(splits):
        yield f"{folder.name}: the splits are {sorted(loaded)}"
    for split in splits:
        rows, name = loaded[split], f"{folder.name}/{split} by its card"
        columns = {column: plain(feature, datasets) for column, feature in rows.features.items()}
        if columns != COLUMNS[form]:
            yield f"{name}: the columns are {columns}"
        lines = Run("true", folder).lines(f"{split}.jsonl")
        yield from differences(name, list(rows), lines)
        rows.to_parquet(str(folder / f"{split}.parquet"))
        again = datasets.load_dataset("parquet", data_files=str(folder / f"{split}.parquet"))["train"]
        yield from differences(f"{name}, by way of Parquet", list(again), lines)


def by_file(datasets, folder, splits):
    """As verl and LLaMA-Factory load files: types are guessed."""
    for split in splits:
        rows = datasets.load_dataset("json", data_files=str(folder / f"{split}.jsonl"))["train"]
        yield from differences(f"{folder.name}/{split} by itself", list(rows), Run("true", folder).lines(f"{split}.jsonl"))


def truths(form, folder, splits, problems):
    """Is the ground truth that of the problem, and none of what is hidden in the prompt?"""
    for split in splits:
        for row in Run("true", folder).lines(f"{split}.jsonl"):
            given = row["reward_model"]["ground_truth"] if form == "verl" else row["ground_truth"]
            truth, known = json.loads(given), problems[(row.get("extra_info") or row)["problem_id"]]
            name = f"{folder.name}/{split} {known['id']}"
            hidden = [case["term"] for case in known["hidden"]]
            shown = [case["term"] for case in known["examples"]]
            if truth != {"id": known["id"], "offset": known["offset"], "terms": shown + hidden,
                         "visible": len(shown), "tail": [case["term"] for case in known["tail"]]}:
                yield f"{name}: the ground truth is {given}"
            # Small numbers stand in any text; what counts is what nobody writes by chance.
            numbers = set(re.findall(r"\d{4,}", "\n".join(message["content"] for message in row["prompt"])))
            secret = {term.lstrip("-") for term in hidden + truth["tail"]} - {term.lstrip("-") for term in shown}
            if numbers & secret:
                yield f"{name}: the prompt holds {sorted(numbers & secret)}"


def factory(form, folder, splits):
    """What LLaMA-Factory goes by: the files are there, and so are the columns and the tags."""
    if form not in ("sharegpt", "alpaca", "openai-chat"):
        if (folder / "dataset_info.json").exists():
            yield f"{folder.name}: there is a dataset_info.json"
        return
    info = json.loads((folder / "dataset_info.json").read_text())
    if sorted(info) != sorted(f"seqjudge_{split}" for split in splits):
        yield f"{folder.name}: dataset_info.json names {sorted(info)}"
    for entry in info.values():
        tags = entry.get("tags", {})
        for row in Run("true", folder).lines(entry["file_name"]):
            if set(entry["columns"].values()) != set(row):
                yield f"{folder.name}: the columns are {sorted(row)}"
            if not tags:
                continue
            turns = row[entry["columns"]["messages"]]
            turns = turns[1:] if turns and turns[0][tags["role_tag"]] == tags.get("system_tag") else turns
            roles = [turn[tags["role_tag"]] for turn in turns]
            if roles != [tags["user_tag"], tags["assistant_tag"]] * (len(roles) // 2):
                yield f"{folder.name}: the roles are {roles}"


def check(datasets, run):
    problems = {record["id"]: record for part in ("train", "test") for record in run.lines(f"problems-{part}.jsonl")}
    count, faults = 0, []
    for form, folder, splits in make_exports(run):
        count += 1
        for faulty in (by_card(datasets, form, folder, splits), by_file(datasets, folder, splits),
                       factory(form, folder, splits)):
            try:
                faults += faulty
            except Exception as error:  # whatever the package makes of a folder, the others are to be tried, too
                faults.append(f"{folder.name}: {type(error).__name__}: {error} ({error.__cause__})")
        if form in PROBLEM_FORMS:
            faults += truths(form, folder, splits, problems)
    return count, faults


def package(scratch):
    """The `datasets` package, installed into a folder where there is none; None and why where it cannot be had."""
    # Nothing is fetched or kept outside of the folder; both are read when the package is imported.
    os.environ.update(HF_HUB_OFFLINE="1", HF_HOME=str(scratch / "hub"), HF_DATASETS_CACHE=str(scratch / "cache"),
                      HF_DATASETS_DISABLE_PROGRESS_BARS="1", HF_HUB_DISABLE_TELEMETRY="1")
    try:
        import datasets
        return datasets, None
    except ImportError:
        pass
    place = scratch / "packages"
    done = subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-cache-dir",
                           "--target", str(place), "datasets"], capture_output=True, text=True)
    if done.returncode != 0:
        return None, "pip cannot install the package datasets: " + (done.stderr.strip().split("\n") or [""])[-1]
    sys.path.insert(0, str(place))
    try:
        import datasets
        return datasets, None
    except ImportError as error:
        return None, f"the package datasets cannot be imported: {error}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("seqjudge")
    parser.add_argument("--keep", type=pathlib.Path, help="where the exports stay")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        datasets, reason = package(scratch)
        if not datasets:
            print(f"skipped: {reason}")
            return 77
        folder = options.keep or scratch / "exports"
        folder.mkdir(parents=True, exist_ok=True)
        run = Run(options.seqjudge, folder.resolve())
        make_inputs(run)
        count, faults = check(datasets, run)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"exports: {count}, in 6 forms, loaded with datasets {datasets.__version__}: all as they should be")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
