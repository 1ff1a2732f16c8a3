#!/usr/bin/env python3
"""Opens the pages of --report in a headless Chromium: do they fit a phone, does nothing fail to load, do the filters
filter? Exit status 0 when all is well, 77 where there is no Chromium.

    Scripts/pages-in-browser.py .build/debug/seqjudge fixtures [--keep FOLDER]

With --keep the pages and their screenshots stay in a folder, to be looked at.
"""

import argparse
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PHONE = (390, 844)
DESK = (1200, 900)

# Run inside a copy of the page whose policy lets it: for each choice of each filter, which rows are to be seen.
PROBE = """
<script>
const seen = () => [...document.querySelectorAll('tbody tr')].filter(r => r.getClientRects().length > 0);
const told = {width: document.documentElement.scrollWidth, window: window.innerWidth, filters: []};
told.unstyled = getComputedStyle(document.querySelector('main')).maxWidth === 'none';
told.pictures = [...document.querySelectorAll('svg')].map(s => s.getBoundingClientRect().width);
for (const input of document.querySelectorAll('.filter input')) {
  input.click();
  const kind = input.id.split('-').slice(1).join('-');
  const table = input.closest('div[id]').querySelector('tbody');
  const rows = [...table.rows].filter(r => r.getClientRects().length > 0);
  told.filters.push({
    kind: kind, count: parseInt(input.parentElement.textContent.replace(/\\D+/, '').replace(/,/g, '')),
    shown: rows.length, right: rows.every(r => kind === 'all' || r.classList.contains(kind)), all: table.rows.length});
}
const pre = parent.document.createElement('pre');
pre.id = 'told';
pre.textContent = JSON.stringify(told);
parent.document.body.replaceChildren(pre);
</script>
"""
# A window cannot be as narrow as a phone; a frame in it can.
FRAME = """<!DOCTYPE html><body style="margin: 0"><iframe style="border: 0; display: block" width="{}" height="{}"
srcdoc="{}"></iframe></body>"""


def chromium(browser, profile, size, *arguments):
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
               f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def probe(browser, profile, page, size, scratch):
    text = page.read_text()
    text = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", text)
    copy = scratch / f"probe-{page.name}"
    copy.write_text(FRAME.format(*size, html.escape(text.replace("</body>", PROBE + "</body>"))))
    answer = chromium(browser, profile, size, "--dump-dom", "--virtual-time-budget=5000", copy.as_uri())
    found = re.search(r'<pre id="told">(.*?)</pre>', answer.stdout, re.S)
    if not found:
        raise SystemExit(f"{page.name}: the browser gave no answer: {answer.stderr[-500:]}")
    return json.loads(html.unescape(found.group(1)))


def complaints(page, told, size):
    name = f"{page.name} at {size[0]} pixels"
    if told["unstyled"]:
        yield f"{name}: the style sheet is not in force"
    if told["width"] > told["window"] + 1:
        yield f"{name}: the page is {told['width']} wide, the window {told['window']}"
    if any(width < 200 for width in told["pictures"]):
        yield f"{name}: a picture is {told['pictures']} wide"
    for choice in told["filters"]:
        if not choice["right"]:
            yield f"{name}: the filter {choice['kind']} shows other rows"
        if choice["shown"] != choice["count"]:
            yield f"{name}: the filter {choice['kind']} shows {choice['shown']} rows, and says {choice['count']}"


def make_pages(seqjudge, fixtures, folder):
    fibonacci = fixtures / "A000045-fibonacci"
    truth = ["--truth", str(fibonacci / "sequence.yaml")]
    wrong = fibonacci / "submissions/wrong_answer/binet_formula.py"
    slow = fibonacci / "submissions/time_limit_exceeded/naive_recursion.py"
    requests = folder / "requests.jsonl"
    sources = ["def a(n): return n*n", "def a(n): return n", "def a(n): return 1//0", "def a(n) return"] * 8
    requests.write_text("".join(json.dumps(
        {"id": f"<b>{number}</b>", "source": source, "language": "python", "terms": [0, 1, 4, 9]}) + "\n"
        for number, source in enumerate(sources)))
    runs = {
        "check.html": (1, ["check", str(wrong), *truth, "--all-cases"]),
        "slow.html": (1, ["check", str(slow), *truth]),
        "suite.html": (0, ["test", str(fibonacci)]),
        "batch.html": (0, ["batch", str(requests), "--output", str(folder / "verdicts.jsonl"), "--overwrite",
                           "--quiet"]),
    }
    for name, (status, arguments) in runs.items():
        page = folder / name
        done = subprocess.run([seqjudge, *arguments, "--report", str(page)], capture_output=True, text=True)
        if done.returncode != status:
            raise SystemExit(f"seqjudge {' '.join(arguments)}: status {done.returncode}\n{done.stdout}{done.stderr}")
        yield page


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("seqjudge")
    parser.add_argument("fixtures", type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path, help="where pages and screenshots stay")
    options = parser.parse_args()
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        print("skipped: there is no chromium here (Debian: apt-get install chromium)")
        return 77
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        folder = options.keep or scratch / "pages"
        folder.mkdir(parents=True, exist_ok=True)
        filters = 0
        for page in make_pages(options.seqjudge, options.fixtures, folder):
            for size in (PHONE, DESK):
                told = probe(browser, scratch / "profile", page, size, scratch)
                faults += complaints(page, told, size)
                filters += len(told["filters"])
            if options.keep:
                picture = page.with_suffix(".png")
                frame = scratch / "frame.html"
                frame.write_text(FRAME.format(PHONE[0], 1600, html.escape(page.read_text())))
                chromium(browser, scratch / "profile", (PHONE[0], 1600), f"--screenshot={picture}", frame.as_uri())
        if not filters:
            faults.append("no page has a filter: there was nothing to try")
    for fault in faults:
        print(fault)
    if not faults:
        print(f"pages: 4, on a phone and on a desk, {filters} choices of filters: all as they should be")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
