#!/usr/bin/env python
"""Makes `localhost` with the demo bank's port lead to the demo bank, as it does in the browser."""

import asyncio
import contextlib
import os

_PORT = int(os.environ.get("DEMO_BANK_PORT") or "8300")
_CHUNK = 64 * 1024


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    # A side that hangs up ends its connection, not this program.
    with contextlib.suppress(OSError):
        while chunk := await source.read(_CHUNK):
            target.write(chunk)
            await target.drain()
    target.close()


async def _connect(near: asyncio.StreamReader, caller: asyncio.StreamWriter) -> None:
    try:
        far, bank = await asyncio.open_connection("demo-bank", _PORT)
    except OSError:
        caller.close()
        return
    await asyncio.gather(_pass_on(near, bank), _pass_on(far, caller))


async def _serve() -> None:
    server = await asyncio.start_server(_connect, "127.0.0.1", _PORT)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
