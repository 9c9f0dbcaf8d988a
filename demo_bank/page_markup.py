"""The demo bank's pages: plain HTML, one style, no script needed."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape

from demo_bank.providers import Provider

STYLE = """
:root{color-scheme:light dark;--paper:#f6f5f1;--card:#fff;--ink:#1c1f23;--soft:#565c64;
--line:#d9d6cd;--deep:#21465f;--on-deep:#fff;--wrong:#a1271b;--note:#efe9d6;--focus:#0b6bcb}
@media(prefers-color-scheme:dark){:root{--paper:#15181b;--card:#1d2125;--ink:#eceae4;
--soft:#a9adb3;--line:#363c43;--deep:#8fc1e3;--on-deep:#0f1a22;--wrong:#ff9d90;
--note:#2c2a20;--focus:#8cc4ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:27rem;margin:0 auto;padding:1.25rem 1rem 3rem}
.banner{background:var(--note);border-bottom:1px solid var(--line);padding:.6rem 1rem;
text-align:center;font-size:.9rem}
h1{font-size:1.5rem;line-height:1.25;margin:1rem 0 .35rem;letter-spacing:-.01em}
h2{font-size:1rem;margin:0 0 .35rem}
p{margin:.25rem 0 1rem;color:var(--soft)}
.card{background:var(--card);border:1px solid var(--line);border-radius:.9rem;padding:1.1rem;
margin:0 0 1rem}
ul{margin:0;padding-left:1.15rem}li{margin:.2rem 0}
.banks{list-style:none;padding:0;display:grid;gap:.6rem}
.banks li{margin:0}
.banks button{width:100%;display:flex;gap:.9rem;align-items:center;text-align:left;
background:var(--card);color:var(--ink);border:1px solid var(--line);padding:.8rem .9rem}
.banks button:hover{border-color:var(--deep)}
.banks img,.head img{width:2.5rem;height:2.5rem;flex:none}
.banks span span{display:block;font-weight:400;font-size:.875rem;color:var(--soft)}
.head{display:flex;gap:.9rem;align-items:center;margin-top:1rem}.head h1{margin:0}
label{display:block;font-weight:600;margin:.75rem 0 .25rem}
input{width:100%;font:inherit;color:inherit;background:var(--paper);padding:.7rem .75rem;
border:1px solid var(--soft);border-radius:.6rem}
button{font:inherit;font-weight:600;min-height:3rem;border-radius:.7rem;padding:.7rem 1rem;
border:1px solid transparent;cursor:pointer}
.actions{display:grid;gap:.6rem;margin-top:1.1rem}
.allow{background:var(--deep);color:var(--on-deep)}
.cancel{background:transparent;color:var(--ink);border-color:var(--soft)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.wrong{color:var(--wrong);font-weight:600;margin:0 0 .5rem}
.small{font-size:.875rem;margin:.75rem 0 0}
""".strip()
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

_SHARED = {
    "info": "Your name",
    "accounts": "Account names, types, sort codes and numbers",
    "cards": "Card names and last four digits",
    "balance": "Balances",
    "transactions": "Transactions, with the history the bank keeps",
    "direct_debits": "Direct debits",
    "standing_orders": "Standing orders",
}


def picker(fields: Mapping[str, str], banks: Sequence[Provider]) -> str:
    """Return the page that asks for the bank."""
    rows = "".join(
        '<li><button name="provider_id" '
        f'value="{escape(bank.provider_id)}"><img src="{bank.logo_path}" alt="">'
        f"<span>{escape(bank.display_name)}<span>{escape(bank.tagline)}</span></span>"
        "</button></li>"
        for bank in banks
    )
    return _document(
        "Choose a bank",
        "<h1>Choose a bank to connect</h1><p>Each bank is connected on its own. You can come "
        f'back for the others.</p><form method="get" action="/">{_hidden(fields)}'
        f'<ul class="banks">{rows}</ul></form>',
    )


def consent(
    fields: Mapping[str, str],
    bank: Provider,
    scopes: Sequence[str],
    *,
    username: str = "john",
    is_wrong: bool = False,
) -> str:
    """Return the page that asks for sign-in and consent."""
    shared = "".join(
        f"<li>{text}</li>"
        for scope, text in _SHARED.items()
        if scope in scopes and scope in bank.scopes
    )
    wrong = (
        '<p class="wrong" role="alert" id="wrong">Those details are not right. '
        "Use john with the password doe.</p>"
        if is_wrong
        else ""
    )
    described = ' aria-invalid="true" aria-describedby="wrong"' if is_wrong else ""
    carried = {**fields, "provider_id": bank.provider_id}
    return _document(
        f"Share with Finance Tracker - {bank.display_name}",
        f'<div class="head"><img src="{bank.logo_path}" alt=""><h1>{escape(bank.display_name)}'
        "</h1></div><p>Finance Tracker asks to read your accounts. It cannot move money.</p>"
        '<section class="card" aria-labelledby="shared"><h2 id="shared">What you will share</h2>'
        f'<ul>{shared}</ul><p class="small">For 90 days. You can stop sharing at any time.</p>'
        f'</section><form class="card" method="post" action="/consent">{_hidden(carried)}'
        f"<h2>Sign in</h2>{wrong}"
        f'<label for="username">User name</label><input id="username" name="username" '
        f'value="{escape(username)}" autocomplete="off" autocapitalize="none" '
        f'spellcheck="false"{described}>'
        f'<label for="password">Password</label><input id="password" name="password" '
        f'type="password" value="doe" autocomplete="off"{described}>'
        '<p class="small">Already filled in: this bank is pretend.</p>'
        '<div class="actions"><button class="allow" name="decision" value="allow">Allow</button>'
        '<button class="cancel" name="decision" value="cancel" formnovalidate>Cancel</button>'
        "</div></form>",
    )


def post_back(redirect_uri: str, outcome: Mapping[str, str], nonce: str) -> str:
    """Return the page that posts the outcome to the application."""
    return _document(
        "Going back",
        "<h1>Going back</h1><p>Press the button if nothing happens.</p>"
        f'<form id="back" method="post" action="{escape(redirect_uri)}">{_hidden(outcome)}'
        '<div class="actions"><button class="allow">Continue</button></div></form>'
        f'<script nonce="{nonce}">document.getElementById("back").submit()</script>',
    )


def refusal(reason: str) -> str:
    """Return the page that says why a link leads nowhere."""
    return _document(
        "This link does not work",
        f"<h1>This link does not work</h1><p>{escape(reason)} Go back to the application and "
        "start again.</p>",
    )


def _hidden(fields: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    )


def _document(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        '<header class="banner"><strong>Demo bank</strong> &ndash; a pretend bank; '
        f"no real money</header><main>{body}</main></body></html>"
    )
