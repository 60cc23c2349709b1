// Twilio as far as a study sees it: it takes texts, tells what becomes of them, and hands on what people text. What it
// sends is signed by Twilio's own library. How a text fares is said by the last three digits of the number.
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";

import { start } from "./running";
import { freePort } from "./study";

const ACCOUNT = "AC00000000000000000000000000000001";
const SERVICE = "MG00000000000000000000000000000001";
const TOKEN = "a-token-for-tests";
/// The one that is used from tomorrow on: what it signed is believed already.
const NEXT_TOKEN = "the-next-token-for-tests";

type Fields = Record<string, string>;

/// A text that was taken, and what the site answered to what it was told of it.
export type Taken = { sid: string; to: string; body: string; answers: number[] };

export class Twilio {
  readonly taken: Taken[] = [];
  private site = "";
  private heard = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), "throughline-end2end-twilio-"));

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Twilio> {
    const server = createServer();
    const twilio = new Twilio(server);
    server.on("request", (request, response) => void twilio.answer(request, response));
    await new Promise<void>((listens) => server.listen(0, "127.0.0.1", listens));
    return twilio;
  }

  /// As a table of the settings of the site at this address.
  settings(site: string): string {
    this.site = site;
    return settings(this.folder, (this.server.address() as AddressInfo).port);
  }

  /// Somebody texts these words; Twilio says what it took them for, where it answers itself. What the site answers.
  async hands(from: string, words: string, more: Fields = {}): Promise<number> {
    const sid = `SM${String((this.heard += 1)).padStart(32, "0")}`;
    return signed(`${this.site}/hooks/twilio/inbound`, { ...text(sid, from, words), ...more });
  }

  /// The same by somebody who knows the address and no token.
  async forges(from: string, words: string): Promise<number> {
    return signed(`${this.site}/hooks/twilio/inbound`, text("SM1", from, words), "a-guess");
  }

  close(): void {
    this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, said: object) => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(said));
    };
    const refuse = (status: number, code: number) => say(status, { code, message: "No", status });
    const key = Buffer.from(`${ACCOUNT}:${TOKEN}`).toString("base64");
    if (request.headers.authorization !== `Basic ${key}`) return refuse(401, 20003);
    const asked = new URL(request.url ?? "", "http://twilio");
    if (asked.pathname !== `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`) return refuse(404, 20404);
    if (request.method !== "POST") return say(200, { messages: [] });
    const form = new URLSearchParams(await whole(request));
    const [to, body, callback] = ["To", "Body", "StatusCallback"].map((name) => form.get(name) ?? "");
    if (!/^\+[1-9]\d{7,14}$/.test(to!)) return refuse(400, 21211);
    if (form.get("MessagingServiceSid") !== SERVICE) return refuse(400, 21701);
    if (!body) return refuse(400, 21602);
    // They texted STOP before there was anybody whom Twilio could tell.
    if (to!.endsWith("610")) return refuse(400, 21610);
    const taken = { sid: `SM${String(this.taken.length + 1).padStart(32, "f")}`, to: to!, body, answers: [] };
    this.taken.push(taken);
    say(201, { sid: taken.sid, status: "accepted", to, body, messaging_service_sid: SERVICE });
    await this.reports(taken, callback!);
  }

  /// Out of order, and some of it twice: networks do that.
  private async reports(taken: Taken, callback: string): Promise<void> {
    const lost = taken.to.endsWith("003");
    const end: Fields = lost ? { MessageStatus: "undelivered", ErrorCode: "30005" } : { MessageStatus: "delivered" };
    const sent = { MessageStatus: "sent" };
    for (const told of [sent, { MessageStatus: "queued" }, end, sent, end]) {
      const fields = { MessageSid: taken.sid, AccountSid: ACCOUNT, To: taken.to, ...told };
      taken.answers.push(await signed(callback, fields, told === end ? NEXT_TOKEN : TOKEN));
    }
  }
}

/// Prism, which holds what it is sent against Twilio's own description of its interface and answers by its examples.
export class Prism {
  private constructor(
    private readonly program: ChildProcess,
    private readonly port: number,
    private readonly folder: string,
  ) {}

  static async open(): Promise<Prism> {
    const port = await freePort();
    const packages = join(__dirname, "../../prism/node_modules");
    const prism = join(packages, "@stoplight/prism-cli/dist/index.js");
    const description = join(packages, "@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json");
    process.env.SCARF_ANALYTICS = "false";
    const program = start(process.execPath, [prism, "mock", "--errors", "--port", String(port), description]);
    for (;;) {
      if (program.exitCode !== null) throw new Error("Prism ended before it could be reached");
      const answers = await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false);
      if (answers) return new Prism(program, port, mkdtempSync(join(tmpdir(), "throughline-end2end-prism-")));
      await new Promise((soon) => setTimeout(soon, 50));
    }
  }

  get settings(): string {
    return settings(this.folder, this.port);
  }

  close(): void {
    this.program.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/// A table of a site's settings.
function settings(folder: string, port: number): string {
  const tokens = join(folder, "tokens");
  writeFileSync(tokens, `${TOKEN}\n${NEXT_TOKEN}\n`);
  return `[twilio]
account_sid = "${ACCOUNT}"
auth_token_file = "${tokens}"
messaging_services = { bridgeway = "${SERVICE}" }
url = "http://127.0.0.1:${port}"
`;
}

/// What Twilio sends to an address of ours; what is answered.
export async function signed(address: string, fields: Fields, token = TOKEN): Promise<number> {
  const headers = { "X-Twilio-Signature": getExpectedTwilioSignature(token, address, fields) };
  const { status } = await fetch(address, { method: "POST", headers, body: new URLSearchParams(fields) });
  return status;
}

/// A text that somebody sends to the study.
export function text(sid: string, from: string, words: string): Fields {
  return { MessageSid: sid, AccountSid: ACCOUNT, MessagingServiceSid: SERVICE, From: from, Body: words };
}

async function whole(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
