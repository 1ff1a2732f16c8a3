"""A reward function for trainers, by way of the seqjudge command.

For TRL give `reward` to GRPOTrainer's reward_funcs and train on `export --to trl-prompt`; for verl name this file in
custom_reward_function.path with the function's name `compute_score` and train on `export --to verl`. Three things come from the
environment: SEQJUDGE is the command (default: seqjudge), SEQJUDGE_PROBLEMS the files of problems that the rows were exported
from, with colons between them, and SEQJUDGE_SOLVABILITY the file of rates, if there is one. What could not be judged has the
reward None, and not 0: TRL leaves such a sample out.
"""

import json
import os
import subprocess


def texts(completions):
    """The last message of conversations, or texts as they are."""
    return [item if isinstance(item, str) else item[-1]["content"] for item in completions]


def command(*arguments, data, statuses=(0,)):
    """Runs a stage on some lines, and gives the lines that come out."""
    program = os.environ.get("SEQJUDGE", "seqjudge")
    result = subprocess.run([program, *arguments], input=data, stdout=subprocess.PIPE, check=False)
    if result.returncode not in statuses:
        raise RuntimeError(f"{program} {arguments[0]} ended with exit status {result.returncode}")
    return result.stdout


def rewards(problem_ids, answers):
    """The reward of each answer to a problem, in order; None where it is not known."""
    lines = "".join(
        json.dumps({"problem": problem, "sample": number, "completion": answer}) + "\n"
        for number, (problem, answer) in enumerate(zip(problem_ids, answers, strict=True)))
    files = [word for path in os.environ["SEQJUDGE_PROBLEMS"].split(":") for word in ("--problems", path)]
    requests = command("candidates", "-", *files, "--no-tail", "--quiet", data=lines.encode())
    rates = os.environ.get("SEQJUDGE_SOLVABILITY")
    # 70: some could not be judged, and their verdicts say so.
    verdicts = command("batch", "-", "--quiet", data=requests, statuses=(0, 70))
    given = command("reward", "-", *(["--solvability", rates] if rates else []), data=verdicts)
    found = {line["sample"]: line["reward"] for line in map(json.loads, given.splitlines())}
    return [found.get(number) for number in range(len(answers))]


def reward(completions, problem_id, **_):
    """TRL's form: completions with the columns of their rows."""
    return rewards(problem_id, texts(completions))


def compute_score(data_source, solution_str, ground_truth, extra_info=None):
    """verl's form: one answer at a time. verl wants a number: what could not be judged raises, so that it is no zero."""
    [value] = rewards([extra_info["problem_id"]], [solution_str])
    if value is None:
        raise RuntimeError(f"{extra_info['problem_id']}: the answer could not be judged")
    return value
