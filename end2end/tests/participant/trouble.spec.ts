import type { APIResponse, Page } from "@playwright/test";

import { arriveAt, laterWave, send } from "../support/answers";
import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { choose, goOn, heading, tick, write } from "../support/ways";

test("an unknown link says what to check, and where to get help", async ({ page, study }) => {
  for (const token of ["SPPWRSASTTXE7K72EAQH68ZFBD", "x", "..%2F..%2Fetc", "%00", "%FF"]) {
    const answer = await page.goto(`${study.address}/r/${token}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("116 123").first()).toBeVisible();
  }
  await page.goto(`${study.address}/r/SPPWRSASTTXE7K72EAQH68ZFBD`);
  await expect(heading(page)).toHaveText("We do not know this link");
  await inspect(page);
});

test("somebody without a link, or at an address that is none, is told what to do", async ({
  page,
  study,
}) => {
  await page.goto(study.address);
  await expect(page.getByText("You need your own link to take part")).toBeVisible();
  await inspect(page);
  const answer = await page.goto(`${study.address}/nowhere`);
  expect(answer?.status()).toBe(404);
  await inspect(page);
});

test("after sending, the link leads to the thanks, and nothing more is taken", async ({
  page,
  study,
}) => {
  const before = study.export();
  const anna = study.enrol("Anna");
  await send(page, anna.link);

  for (const at of ["", "/q/sex", "/answers", "/consent"]) {
    await page.goto(`${anna.link}${at}`);
    await expect(heading(page)).toHaveText("Thank you");
  }
  await raw(page, `${anna.link}/q/sex`, "sex=2&then=next");
  await raw(page, `${anna.link}/answers`, "then=send");
  expect(study.export().since(before)).toMatchObject([{ w0_sex: "1" }]);
});

test("a wave that is not open yet says so, and takes nothing", async ({ page, study, anna }) => {
  const link = study.link(anna.number, "four-month");
  const answer = await page.goto(link);
  expect(answer?.status()).toBe(403);
  await expect(heading(page)).toHaveText("It is not time for these questions yet");
  await inspect(page);
  const taken = await raw(page, `${link}/q/empact`, "empact=1&then=next");
  expect(taken.status()).toBeGreaterThanOrEqual(400);
});

test("a wave that opens later says from which day", async ({ page, study, anna }) => {
  await send(page, anna.link);
  study.allocate(anna, "C", 10);
  await page.goto(study.link(anna.number, "four-month"));
  await expect(page.getByText(/^You can answer from \d{1,2} \w+ \d{4}\./)).toBeVisible();
});

test("a wave that has closed says so, and takes nothing", async ({ page, study, anna }) => {
  await send(page, anna.link);
  study.allocate(anna, "T", 400);
  const link = study.link(anna.number, "four-month");
  const answer = await page.goto(link);
  expect(answer?.status()).toBe(410);
  await expect(heading(page)).toHaveText("These questions are now closed");
  await inspect(page);
  const taken = await raw(page, `${link}/q/empact`, "empact=1&then=next");
  expect(taken.status()).toBe(410);
});

test("a page that comes later leads to the one that is next", async ({ page, anna }) => {
  await page.goto(`${anna.link}/q/sex`);
  await expect(heading(page)).toHaveText("Do you agree to take part?");
  await arriveAt(page, anna.link, "q/sex");
  for (const at of ["q/contact", "q/hours", "answers", "thanks", "consent", ""]) {
    await page.goto(`${anna.link}/${at}`);
    if (at === "") await page.getByRole("link", { name: "Continue" }).click();
    await expect(heading(page)).toHaveText("What is your sex?");
  }
});

test("a page posted out of order is kept, and leads to the one that is next", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/sex");
  const answer = await raw(page, `${anna.link}/q/finman`, "finman=4&then=next");
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toMatch(/\/q\/sex$/);
  await arriveAt(page, anna.link, "q/benefit");
  await tick("None")(page);
  await goOn(page);
  await page.goto(`${anna.link}/q/finman`);
  await expect(page.getByRole("radio", { name: "Not very well" })).toBeChecked();
});

for (const [what, page, body] of [
  ["a code that is not offered", "q/sex", "sex=7&then=next"],
  ["a code of another question's group", "q/ethdet", "ethdet=301&then=next"],
  ["a code that people cannot choose", "q/sex", "sex=-5&then=next"],
  ["a point off the scale", "q/retain", "retain=11&then=next"],
  ["words where a code belongs", "q/tenure", "tenure=rent'%3B+DROP+TABLE&then=next"],
]) {
  test(`${what} is explained and not kept`, async ({ page: tab, anna }) => {
    await arriveAt(tab, anna.link, page);
    const answer = await raw(tab, `${anna.link}/${page}`, body);
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toMatch(new RegExp(`/${page}$`));
    await tab.goto(`${anna.link}/${page}`);
    await expect(tab.getByRole("alert")).toBeVisible();
    await expect(tab.getByRole("radio", { checked: true })).toHaveCount(0);
    await inspect(tab);
  });
}

test("fields that the page does not have change nothing", async ({ page, study }) => {
  const before = study.export();
  const anna = study.enrol("Anna");
  await arriveAt(page, anna.link, "q/sex");
  const body = "sex=2&arm=T&d_age=99&proxy=1&study_number=X&finman=5&row_key=0&then=next";
  expect((await raw(page, `${anna.link}/q/sex`, body)).status()).toBe(303);
  await send(page, anna.link);
  const rows = study.export().since(before);
  expect(rows).toMatchObject([{ w0_sex: "2", w0_finman: "3", w0_satis: "6" }]);
  expect(rows[0].w0_d_age).not.toBe("99");
});

test("a page that the survey does not have is not found", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/sex");
  for (const at of ["q/nothing", "q/UPPER", "q/%F0%9F%8C%99", "nothing"]) {
    const answer = await page.goto(`${anna.link}/${at}`);
    expect(answer?.status(), at).toBe(404);
    await expect(page.getByText(/999|Call us on/).first()).toBeVisible();
  }
  await inspect(page);
  expect((await raw(page, `${anna.link}/q/nothing`, "sex=1&then=next")).status()).toBe(404);
});

test("more than fits is refused in words, and what was there before stays", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/genid");
  const answer = await raw(page, `${anna.link}/q/genid`, `genid=2&genid_2t=${"a".repeat(70_000)}`);
  expect(answer.status()).toBe(413);
  const words = await answer.text();
  expect(words).toContain("That is more than we can take at once");
  expect(words, "no browser has to keep what it left").toContain("Your browser may not have kept what you wrote.");
  await page.goto(`${anna.link}/q/genid`);
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
});

for (const [what, bytes] of [
  ["bytes that are no letters", "caf%E9"],
  ["a NUL", "caf%00"],
]) {
  test(`${what} are said and shown, and the rest is kept`, async ({ page, anna }) => {
    await arriveAt(page, anna.link, "q/barrier");
    await raw(page, `${anna.link}/q/barrier`, `barrier=5&barrier=96&barrier_96t=${bytes}&then=next`);
    await page.goto(`${anna.link}/q/barrier`);
    await expect(page.getByRole("alert")).toContainText("did not reach us in a way we can read");
    await expect(page.getByRole("checkbox", { name: "Transport" })).toBeChecked();
    await expect(page.getByRole("textbox")).toHaveValue("caf\u{fffd}");
    await inspect(page);
  });
}

test("the same post twice leads on twice and is kept once", async ({ page, study }) => {
  const before = study.export();
  const anna = study.enrol("Anna");
  await arriveAt(page, anna.link, "q/sex");
  const posts = [1, 2, 3].map(() => raw(page, `${anna.link}/q/sex`, "sex=2&then=next"));
  for (const answer of await Promise.all(posts)) {
    expect(answer.headers().location).toMatch(/\/q\/genid$/);
  }
  await arriveAt(page, anna.link, "answers", { sex: { sex: "2" } });
  const sent = [1, 2].map(() => raw(page, `${anna.link}/answers`, "then=send"));
  for (const answer of await Promise.all(sent)) {
    expect(answer.headers().location).toMatch(/\/thanks$/);
  }
  expect(study.export().since(before)).toMatchObject([{ w0_sex: "2", w0_status: "complete" }]);
});

test("two tabs that answer different pages lose nothing to each other", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/genid");
  const other = await page.context().newPage();
  await other.goto(`${anna.link}/q/sex`);
  await choose("No")(page);
  await choose("Male")(other);
  await goOn(page);
  await goOn(other);
  await expect(heading(other)).toHaveText(/ethnic group|gender you identify/);

  await page.goto(`${anna.link}/q/sex`);
  await expect(page.getByRole("radio", { name: "Male", exact: true })).toBeChecked();
  await page.goto(`${anna.link}/q/genid`);
  await expect(page.getByRole("radio", { name: "No", exact: true })).toBeChecked();
});

test("everything that was answered is there after a power cut", async ({ page, study, anna }) => {
  await arriveAt(page, anna.link, "q/hours");
  await write({ "In your main job, how many hours a week do you usually work?": "37.5" })(page);
  await goOn(page);
  await study.powerCut();

  await page.goto(anna.link);
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(heading(page)).toHaveText(/take-home pay/);
  for (const [at, option] of [
    ["q/ethdet", "English, Welsh, Scottish, Northern Irish or British"],
    ["q/landlord", "Council or local authority"],
  ]) {
    await page.goto(`${anna.link}/${at}`);
    await expect(page.getByRole("radio", { name: option })).toBeChecked();
  }
  await page.goto(`${anna.link}/q/hours`);
  await expect(page.getByRole("textbox")).toHaveValue("37.5");
});

test("a later wave's link works on a device that answered the one before", async ({
  page,
  study,
  anna,
}) => {
  const link = await laterWave(page, study, anna, "four-month");
  await arriveAt(page, link, "q/supany");
  await expect(page.getByText(/^Since \d{1,2} \w+ \d{4}, has any person or service/)).toBeVisible();
});

async function raw(page: Page, address: string, body: string): Promise<APIResponse> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return page.request.post(address, { data: Buffer.from(body), headers, maxRedirects: 0 });
}
