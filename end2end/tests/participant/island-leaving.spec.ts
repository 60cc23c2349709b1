// Leaving in a hurry while something is being saved.
import { createServer, request as ask } from "node:http";
import { createServer as listen, type AddressInfo, type Server } from "node:net";

import { chromium, type Request } from "@playwright/test";

import { arriveAt } from "../support/answers";
import { whenAwake } from "../support/awake";
import { expect, test } from "../support/study";
import { goOn, heading, write } from "../support/ways";

async function at(server: Server): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return (server.address() as AddressInfo).port;
}

/// A slow line to the study: the answer to the first save comes when `until` is over, and not before. Whether
/// somebody has left by it yet is told by `wasLeft`.
async function slowLine(address: string, until: Promise<void>) {
  let saves = 0;
  let left = false;
  const line = createServer((incoming, outgoing) => {
    const { url: path, method, headers } = incoming;
    const passed = ask(address, { path, method, headers }, async (answer) => {
      if (method === "POST" && (saves += 1) === 1) await until;
      left ||= path?.endsWith("/leave") ?? false;
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  line.unref();
  return { address: `http://127.0.0.1:${await at(line)}`, wasLeft: () => left };
}

test("a save that is on its way does not make the phone known again, and is not lost", async ({
  study,
  anna,
}, info) => {
  // The save is answered once the phone has forgotten whose it is, and while the weather is still to come:
  // whoever asks for it is kept waiting. Any program may try this port; only who has left asks for the weather.
  let forget = (): void => undefined;
  const forgotten = new Promise<void>((gone) => (forget = gone));
  const line = await slowLine(study.address, forgotten);
  const weather = listen(() => line.wasLeft() && forget());
  weather.unref();
  const rule = `--host-resolver-rules=MAP www.bbc.co.uk:443 127.0.0.1:${await at(weather)}`;
  const { executablePath, args = [] } = info.project.use.launchOptions ?? {};
  const browser = await chromium.launch({ executablePath, args: [...args, rule] });
  const page = await browser.newPage();
  await arriveAt(page, anna.link, "q/hours");
  const hers = line.address + new URL(anna.link).pathname;
  await page.goto(`${hers}/q/hours`);
  await whenAwake(page);
  const isSave = (request: Request): boolean => request.method() === "POST";
  const over = new Promise<void>((ended) => {
    page.on("response", (response) => isSave(response.request()) && ended());
    page.on("requestfailed", (request) => isSave(request) && ended());
  });
  await page.getByRole("textbox").first().fill("31");
  await expect(page.getByText(/^Saving/)).toBeVisible();

  await page.getByRole("link", { name: "Leave this page now" }).click({ noWaitAfter: true });
  await Promise.all([forgotten, over]);
  await page.goto(`${hers}/q/hours`);

  await expect(heading(page)).toHaveText("On which day were you born?");
  await write({ Day: "14", Month: "3" })(page);
  await goOn(page);
  await page.goto(`${hers}/q/hours`);
  await expect(page.getByRole("textbox").first()).toHaveValue("31");
  await browser.close();
});

test("opened in another tab, the way out lets the page that stays go on saving", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/hours");
  await whenAwake(page);
  const way = page.getByRole("link", { name: "Leave this page now" });

  const other = page.context().waitForEvent("page");
  await way.click({ modifiers: ["Control"] });
  await other;
  await page.bringToFront();
  await page.getByRole("textbox").first().fill("31");

  await expect(page.getByText(/^Saved/)).toBeVisible();
  await expect(way).toBeVisible();
});
