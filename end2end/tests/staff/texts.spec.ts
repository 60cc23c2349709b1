// What people text, what is answered, and whoever looks after them.
import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { comeIn } from "../support/staff";
import { expect, type Person, Study, test } from "../support/study";
import { Prism, signed, text, Twilio } from "../support/twilio";
import { heading } from "../support/ways";

const ANNAS = "+447700900123";

async function withTexts(page: Page, then: (study: Study, twilio: Twilio) => Promise<void>): Promise<void> {
  const twilio = await Twilio.open();
  try {
    const study = await Study.with(async (site) => twilio.settings(site));
    try {
      await comeIn(page, study.invite("sue@example.org", "supervisor", "--study", "bridgeway"), "Sue");
      await then(study, twilio);
    } finally {
      await study.close();
    }
  } finally {
    twilio.close();
  }
}

async function lookUp(page: Page, study: Study, { number }: Person): Promise<void> {
  await page.goto(`${study.address}/staff/bridgeway/participants`);
  await page.getByLabel(/Study number, phone/).fill(number);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(heading(page)).toHaveText(`Participant ${number}`);
}

test("Anna texts CALL and is answered once, and Sue calls her and says so", async ({ page }) => {
  await withTexts(page, async (study, twilio) => {
    const anna = study.enrolInFull("Anna", { first_name: "Anna", mobile: "07700 900123" });
    const call = { MessageSid: "SM00000000000000000000000000009999" };

    expect(await twilio.forges(ANNAS, "STOP"), "nobody signed it").toBe(403);
    expect(await twilio.hands(ANNAS, "Call me after <5>", call)).toBe(204);
    expect(await twilio.hands(ANNAS, "Call me after <5>", call), "told again").toBe(204);
    expect(await twilio.hands(ANNAS, "call")).toBe(204);
    await expect.poll(() => twilio.taken.map(({ to }) => to)).toEqual([ANNAS]);
    expect(twilio.taken[0]!.body).toContain("we will ring you");
    await expect.poll(() => twilio.taken[0]!.answers).toEqual([204, 204, 204, 204, 204]);

    await page.goto(`${study.address}/staff`);
    await inspect(page);
    await page.getByRole("link", { name: "2 texts from participants wait for somebody" }).click();
    await expect(page.getByRole("heading", { name: "Texts that wait for somebody" })).toBeVisible();
    await inspect(page);
    await page.getByRole("link", { name: anna.number }).first().click();
    await expect(page.getByText("They want to be called", { exact: true })).toHaveCount(2);
    await expect(page.getByText("Call me after <5>")).toBeVisible();
    await expect(page.getByRole("cell", { name: "Sent; it was delivered" })).toBeVisible();
    await expect(page.getByText("They want no more texts")).toHaveCount(0);
    await inspect(page);
    await page.getByRole("button", { name: /^Dealt with/ }).first().click();
    await expect(page.getByText("Noted: the text was dealt with.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Dealt with/ })).toHaveCount(1);
    await inspect(page);
  });
});

test("Anna texts STOP, at the study or long ago at Twilio, and is texted no more", async ({ page }) => {
  await withTexts(page, async (study, twilio) => {
    const anna = study.enrolInFull("Anna", { first_name: "Anna", mobile: "07700 900123" });
    const ben = study.enrolInFull("Ben", { first_name: "Ben", mobile: "07700 900610" });

    expect(await twilio.hands(ANNAS, "stop", { OptOutType: "STOP" })).toBe(204);
    expect(await twilio.hands(ANNAS, "Thank you")).toBe(204);
    expect(await twilio.hands("+447700900610", "Hello")).toBe(204);

    const stops = () => study.audit("--person", ben.number).filter((done) => /stop-texts/.test(done));
    await expect.poll(() => stops().length).toBe(1);
    expect(twilio.taken).toEqual([]);
    for (const person of [anna, ben]) {
      await lookUp(page, study, person);
      await expect(page.getByText("Stop texts", { exact: true })).toBeVisible();
      await inspect(page);
    }
    await expect(page.getByText(/the person stopped texts where they come from/)).toBeVisible();
  });
});

test("a text that does not get there is told on the page with what Twilio says of it", async ({ page }) => {
  await withTexts(page, async (study, twilio) => {
    const anna = study.enrolInFull("Anna", { first_name: "Anna", mobile: "07700 900003" });

    expect(await twilio.hands("+447700900003", "Who is this?")).toBe(204);
    await expect.poll(() => twilio.taken[0]?.answers.length).toBe(5);
    expect(twilio.taken[0]!.body).toContain("this inbox is not checked");

    await lookUp(page, study, anna);
    await expect(page.getByRole("cell", { name: "Sent; no text gets to that number (error 30005)" })).toBeVisible();
    await inspect(page);
  });
});

test("what is sent is as Twilio's own description of it says", async ({ page }) => {
  const prism = await Prism.open();
  try {
    const study = await Study.with(async () => prism.settings);
    try {
      const anna = study.enrolInFull("Anna", { first_name: "Anna", mobile: "07700 900123" });
      await comeIn(page, study.invite("sue@example.org", "supervisor", "--study", "bridgeway"), "Sue");

      const asked = text("SM00000000000000000000000000000001", ANNAS, "Hello");
      expect(await signed(`${study.address}/hooks/twilio/inbound`, asked)).toBe(204);

      await expect(async () => {
        await lookUp(page, study, anna);
        await expect(page.getByRole("cell", { name: "Sent", exact: true })).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 20_000 });
    } finally {
      await study.close();
    }
  } finally {
    prism.close();
  }
});
