"""A real mail server for tests: aiosmtpd, with STARTTLS or TLS and a password.

What it does with a mail is said by the address that it goes to, up to the first hyphen; see `Mailbox`. A mail that it
takes is a file in `mailbox`, written before it answers. It tells on its output what happens, a line each. Where it
stalls it goes on when it is told `go`, and it ends when its input does.
"""

import asyncio
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

def say(*words):
    print(*words, flush=True)


def manner(address):
    return address.split("@")[0].split("-")[0]


class Mailbox:
    def __init__(self, folder):
        self.folder = folder / "mailbox"
        self.folder.mkdir(exist_ok=True)
        self.deferred = set()
        self.kept = len(list(self.folder.iterdir()))

    async def handle_RCPT(self, server, session, envelope, address, options):
        if manner(address) == "unknown":
            return f"550 5.1.1 <{address}>: nobody here has this address"
        if manner(address) == "relay":
            return f"554 5.7.1 <{address}>: relay access denied"
        if manner(address) == "later" and address not in self.deferred:
            self.deferred.add(address)
            return f"450 4.2.0 <{address}>: greylisted"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        if manner(address) == "spam":
            return "554 5.7.1 message content rejected"
        if manner(address) == "lost" and address not in self.deferred:
            self.deferred.add(address)
            server.transport.abort()
            return "250 nobody hears this"
        number = self.keep(envelope)
        if manner(address) == "drops":
            server.transport.abort()
        if manner(address) == "silent":
            say("silent", address)
            await asyncio.Event().wait()
        return f"250 2.0.0 Ok: queued as {number:05}"

    def keep(self, envelope):
        self.kept += 1
        number = self.kept
        head = f"MAIL FROM: {envelope.mail_from}\r\nRCPT TO: {','.join(envelope.rcpt_tos)}\r\n"
        (self.folder / f"{number:05}.eml").write_bytes(head.encode() + envelope.original_content)
        say("kept", number)
        return number


class Server(SMTP):
    goes_on = asyncio.Event()

    async def smtp_DATA(self, arg):
        if self.envelope.rcpt_tos and manner(self.envelope.rcpt_tos[0]) == "stalls":
            say("stalls")
            await self.goes_on.wait()
        await super().smtp_DATA(arg)


def knows(server, session, envelope, mechanism, who):
    known = who.login == b"throughline" and who.password == b"geheim: 10%@"
    return AuthResult(success=known, handled=False)


async def main(folder, mode):
    loop = asyncio.get_running_loop()
    tls = None
    if mode != "plain":
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    mailbox = Mailbox(folder)
    manners = {"hostname": "mail.example.org", "enable_SMTPUTF8": True}
    if mode != "plain":
        manners |= {"authenticator": knows, "auth_required": True}
    if mode == "starttls":
        manners |= {"tls_context": tls, "require_starttls": True}
    if mode == "tls":
        manners |= {"auth_require_tls": False}
    server = await loop.create_server(
        lambda: Server(mailbox, **manners), "127.0.0.1", 0, ssl=tls if mode == "tls" else None
    )
    say("listening", server.sockets[0].getsockname()[1])
    while await loop.run_in_executor(None, sys.stdin.readline):
        Server.goes_on.set()


asyncio.run(main(pathlib.Path(sys.argv[1]), sys.argv[2]))
