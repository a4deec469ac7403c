#!/bin/sh
# Builds the wheel, installs it into a new environment, and uses it in an empty folder, far from the source tree.
set -eu
cd "$(dirname "$0")/.."
make wheel
wheel=$(ls "$PWD"/dist/*.whl)
python=$(scripts/find_python.sh)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$python" -m venv environment
environment/bin/python -m pip install --quiet --disable-pip-version-check "$wheel"
mkdir empty
cd empty
PATH="$work/environment/bin:$PATH"
cat > report.txt <<'TEXT'
قال المرصد السوري لحقوق الإنسان إن طائرات حربية قصفت أمس الأربعاء بلدة الخريطة في ريف دير الزور، ما أدى إلى مقتل ثلاثة مدنيين.
TEXT
echo "installed: $(du -sm ../environment/lib/python*/site-packages | cut -f1) MB in site-packages"
kgbuild --version
kgbuild ingest --published 2018-03-01 report.txt
kgbuild export events --format jsonl | grep -q '"document": "report.txt"'
kgbuild query timeline
kgbuild dump -o graph.ttl
kgbuild validate
test -s graph.ttl
echo "the wheel works in an empty folder"
