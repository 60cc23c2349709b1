// A mail server as far as a test needs one: it takes every mail, and breaks the line after one that goes to somebody
// called `doubt`. Real ones are spoken to in `records/tests/sending`.
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

export class MailServer {
  private constructor(private readonly server: Server) {}

  static async open(): Promise<MailServer> {
    const server = createServer(speak);
    await new Promise<void>((listens) => server.listen(0, "127.0.0.1", listens));
    return new MailServer(server);
  }

  /// As a line of the program's settings.
  get setting(): string {
    const { port } = this.server.address() as AddressInfo;
    return `smtp_url = "smtp://127.0.0.1:${port}?tls=none"\n`;
  }

  close(): void {
    this.server.close();
  }
}

function speak(socket: Socket): void {
  let [heard, breaks, takes] = ["", false, false];
  const say = (words: string) => socket.write(`${words}\r\n`);
  socket.setEncoding("utf8").on("error", () => undefined);
  say("220 mail.example.org");
  socket.on("data", (words: string) => {
    heard += words;
    for (let end = heard.indexOf("\r\n"); end >= 0; end = heard.indexOf("\r\n")) {
      const line = heard.slice(0, end);
      heard = heard.slice(end + 2);
      if (takes) {
        if (line !== ".") continue;
        takes = false;
        if (breaks) return void socket.destroy();
        say("250 Ok");
        continue;
      }
      const word = line.slice(0, 4).toUpperCase();
      if (word === "RCPT") breaks = line.includes("<doubt");
      takes = word === "DATA";
      say(takes ? "354 Go on" : word === "QUIT" ? "221 Bye" : "250 mail.example.org");
    }
  });
}
