#!/bin/sh
# Runs all stages of the pipeline without a language model, in a folder:
#   pipeline.sh FOLDER [COUNT] [SEED]
# COUNT synthetic sequences (default 2100) are made; with the bundled ones they are parted by family and packed as problems.
# Their own programs, and each with three changes, stand for what a model would write: they are judged, corrected, counted,
# rewarded, evaluated and exported. The same COUNT and SEED give the same files, byte for byte. SEQJUDGE names the command
# (default: a release build of this package). Exit status 1 where a program that is right was not accepted, or fewer than 99 %
# of the changed ones were rejected.
set -eu
[ $# -ge 1 ] && [ $# -le 3 ] || {
    sed -n 3p "$0" | cut -c5- >&2
    exit 64
}
here=$(cd "$(dirname "$0")" && pwd)
out=$1 count=${2:-2100} seed=${3:-1}
if [ -z "${SEQJUDGE:-}" ]; then
    swift build -c release --package-path "$here/.." --product seqjudge
    SEQJUDGE=$(swift build -c release --package-path "$here/.." --show-bin-path)/seqjudge
fi
mkdir -p "$out"
cd "$out"

echo "== sequences"
"$SEQJUDGE" sequences synth --count "$count" --seed "$seed" --output synthetic.jsonl
"$SEQJUDGE" sequences export --bundled --output bundled.jsonl
"$SEQJUDGE" sequences split synthetic.jsonl bundled.jsonl --test 0.1 --seed "$seed" \
    --output-train train.jsonl --output-test test.jsonl

echo "== problems"
for part in train test; do
    "$SEQJUDGE" problems pack "$part.jsonl" --seed "$seed" --tail 30 --source "synthetic, seed $seed" --output "packed-$part.jsonl"
    "$SEQJUDGE" problems validate "packed-$part.jsonl" --output "problems-$part.jsonl"
done

echo "== candidates and verdicts"
for part in train test; do
    python3 "$here/reference-completions.py" "$part.jsonl" "problems-$part.jsonl" --programs "$here/../fixtures" \
        --mutants 3 --seed "$seed" --conversations "answers-$part.jsonl" >"completions-$part.jsonl"
    "$SEQJUDGE" candidates "completions-$part.jsonl" --problems "problems-$part.jsonl" --output "requests-$part.jsonl"
    diagnose=
    [ "$part" = train ] || diagnose="--diagnose failures"
    "$SEQJUDGE" batch "requests-$part.jsonl" --ordered --reproducible --overwrite --quiet $diagnose \
        --output "verdicts-$part.jsonl"
done

echo "== programs as they are, and changed"
python3 "$here/count-mutants.py" "$SEQJUDGE" problems-train.jsonl completions-train.jsonl verdicts-train.jsonl \
    problems-test.jsonl completions-test.jsonl verdicts-test.jsonl >mutants.txt || {
    cat mutants.txt
    exit 1
}
head -3 mutants.txt

echo "== conversations"
for part in train test; do
    "$SEQJUDGE" reflect "problems-$part.jsonl" --completions "answers-$part.jsonl" --output "conversations-$part.jsonl"
done

echo "== solvability and rewards"
"$SEQJUDGE" solvability verdicts-train.jsonl --preset learnable --problems problems-train.jsonl \
    --selected selected-train.jsonl --output solvability.jsonl --svg solvability.svg
"$SEQJUDGE" reward verdicts-train.jsonl --solvability solvability.jsonl --output rewards.jsonl
"$SEQJUDGE" reward sweep verdicts-train.jsonl --solvability solvability.jsonl --report rewards.html >rewards.txt

echo "== evaluation"
"$SEQJUDGE" eval verdicts-test.jsonl --problems problems-test.jsonl --report evaluation.html >evaluation.txt
head -12 evaluation.txt

echo "== training data"
for form in verl trl-prompt; do
    "$SEQJUDGE" export --to "$form" --train selected-train.jsonl --test problems-test.jsonl \
        --solvability solvability.jsonl --output "export-$form"
done
for form in trl-prompt-completion sharegpt alpaca openai-chat; do
    "$SEQJUDGE" export --to "$form" --train conversations-train.jsonl --test conversations-test.jsonl \
        --problems problems-train.jsonl --problems problems-test.jsonl --solvability solvability.jsonl \
        --output "export-$form"
done
