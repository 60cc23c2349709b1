// Answers to every page of the three surveys, as forms post them, and a quick way to any page.
import { expect, type Page } from "@playwright/test";

import type { Person, Study } from "./study";

export type Form = Record<string, string | string[]>;

/// What ticking every box and choosing every "yes" of the consent form posts.
export const CONSENT: Form = {
  C1: "yes",
  C2: "yes",
  C3: "yes",
  C4: ["contact_sms", "contact_email"],
  C5: "yes",
  C6: "yes",
  C7: "no",
  C8: "yes",
  C9: "yes",
};

/// Born on 14 March 1987, in work as an employee, renting, and helped by the programme.
const EVERY_PAGE: Record<string, Form> = {
  dob: { dob_day: "14", dob_month: "3", dob_year: "1987" },
  sex: { sex: "1" },
  genid: { genid: "1" },
  ethgrp: { ethgrp: "1" },
  ethdet: { ethdet: "101" },
  tenure: { tenure: "4", landlord: "2" },
  landlord: { landlord: "2" },
  qualdeg: { qualdeg: "2" },
  qualhi: { qualhi: "4" },
  carer: { carer: "1" },
  empact: { empact: "1" },
  notemp: { notemp: "3" },
  lookwk: { lookwk: "1" },
  avail: { avail: "1" },
  waitjob: { waitjob: "2" },
  everwk: { everwk: "1" },
  worksince: { worksince: "1" },
  samejob: { samejob: "1" },
  jobstat: { jobstat: "1" },
  hours: { hours: "30" },
  contract: { contract: "1" },
  payamt: { payamt: "310", payper: "2" },
  sickdays: { sickdays: "2" },
  jobstart: { jobstart_month: "9", jobstart_year: "2024" },
  weekswk: { weekswk: "10" },
  jobsat: { jobsat: "7" },
  retain: { retain: "8" },
  empadj: { empadj: "2" },
  jobsrch: { jobsrch: ["1", "2"] },
  napps: { napps: "4" },
  jse: { jse_a: "5", jse_b: "6", jse_c: "4", jse_d: "3", jse_e: "7" },
  expwork: { expwork: "6" },
  barrier: { barrier: ["1", "5"] },
  benefit: { benefit: "1" },
  finman: { finman: "3" },
  arrears: { arrears: "3" },
  genhlth: { genhlth: "3" },
  llcond: { llcond: "1" },
  lltype: { lltype: ["3", "8"] },
  llreduce: { llreduce: "2" },
  hwklim: { hwklim: "4" },
  gpuse: { gpuse: "1" },
  urguse: { urguse: "0" },
  hospadm: { hospadm: "0" },
  mhsup: { mhsup: "4" },
  ons4: { satis: "6", worth: "7", happy: "5", anxious: "4" },
  loneliness: { loncomp: "2", lonout: "1", lonisol: "2", lonely: "3" },
  supany: { supany: "1", supwho: ["1", "2"] },
  supsat: { supsat: "8" },
  supuse: { supuse: "Somebody who listened" },
  specialist: { supfreq: "2", supact: "3", supend: "1" },
  anyelse: { anyelse: "" },
  contact: {},
  recont: { recont: "2" },
  voucher: { voucher: "1" },
};

/// Posts one form as this browser would, without showing it, and says where that leads.
export async function post(page: Page, address: string, form: Form): Promise<string> {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  const answer = await page.request.post(address, {
    data: new URLSearchParams([...pairs, ["then", "next"]]).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    maxRedirects: 0,
  });
  expect(answer.status(), `${address} leads on`).toBe(303);
  return new URL(answer.headers().location, address).href;
}

/// Consents and answers in this browser until the wanted page, such as `q/hours` or `answers`, is
/// next; then opens it. `instead` replaces the usual answers of some pages.
export async function arriveAt(
  page: Page,
  link: string,
  wanted: string,
  instead: Record<string, Form> = {},
  consent = CONSENT,
): Promise<void> {
  let at = await firstPage(page, link, consent);
  while (at !== `${link}/${wanted}`) {
    const key = at.split("/").pop() ?? "";
    const form = instead[key] ?? EVERY_PAGE[key];
    expect(form, `no answers for ${at} on the way to ${wanted}`).toBeTruthy();
    at = await post(page, at, form);
  }
  await page.goto(at);
}

/// Answers a whole wave and sends it.
export async function send(page: Page, link: string, consent = CONSENT): Promise<void> {
  await arriveAt(page, link, "answers", {}, consent);
  expect(await post(page, `${link}/answers`, { then: "send" })).toBe(`${link}/thanks`);
}

/// Brings somebody to a later wave: the baseline is sent in this browser, and they are allocated so
/// many days ago. Returns the wave's link.
export async function laterWave(
  page: Page,
  study: Study,
  person: Person,
  wave: "four-month" | "exit",
): Promise<string> {
  await send(page, person.link);
  study.allocate(person, "T", wave === "exit" ? 370 : 130);
  const link = study.link(person.number, wave);
  expect(await post(page, `${link}/check`, { day: "14", month: "3" })).toMatch(`${link}/q/`);
  return link;
}

async function firstPage(page: Page, link: string, consent: Form): Promise<string> {
  return post(page, `${link}/consent`, consent);
}
