#!/usr/bin/env bash
# Makes the pictures beside it from the pages of the demo. Needs Chromium and curl, and takes a minute or two. Run it in a folder whose models/ has
# the reader: spotter models add ppocr-v4
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
log=$(mktemp)
dotnet run -c Release --project "$here/../../src/Spotter.Cli" -- demo > "$log" 2>&1 &
demo=$!
trap 'kill $demo 2>/dev/null; wait $demo 2>/dev/null || true; rm -f "$log"' EXIT

until grep -q '^Pages: ' "$log"; do
    kill -0 $demo 2>/dev/null || { cat "$log" >&2; exit 1; }
    sleep 1
done
pages=$(sed -n 's/^Pages: //p' "$log")
sleep 12 # Its posts appear for a minute.
for _ in $(seq 60); do # One that was told of, with its bell, is to be among the first.
    curl -s "$pages" | tr '\n' ' ' | sed 's/<li class="card"/\n&/g' | sed -n '2,5p' | grep -c 'class="bell"' > /dev/null && break
    sleep 1
done

shoot() { # NAME ADDRESS WIDTH HEIGHT
    timeout 60 chromium --headless --no-sandbox --hide-scrollbars --timeout=5000 \
        --window-size="$3,$4" --screenshot="$here/$1.webp" "$pages$2" > /dev/null 2>&1
    echo "$here/$1.webp"
}

post=$(curl -s "$pages?state=alerted" | sed -n 's/.*href="\(\/[^"]*\)" class="shot".*/\1/p' \
    | sed 's/&amp;/\&/g; q')
shoot feed '' 1280 800
shoot post "${post#/}" 1280 800
