// What holds on every page, whoever is reading it.
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

/// Anyone may look over a shoulder: what the questions are about does not stand in the browser's tab.
const TELLING = /health|ill(ness)?\b|condition|mental|disab|feel|depress|anxi|lonel|well-?being/i;

/// Of a window of 1280 by 1024 pixels this is left to whoever has enlarged a page to twice its size.
const ENLARGED = { width: 640, height: 512 };

/// The page is whole: axe finds nothing in anybody's way, nothing has to be scrolled sideways or begins left of the page, also at twice
/// its size, where nothing is cut off either. There is one main heading, a language, and a title that gives nothing away.
export async function inspect(page: Page, lang = "en-GB"): Promise<void> {
  const axe = await violations(page);
  const outside = await leftOfPage(page);
  const seen = await page.evaluate(() => ({
    sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    headings: document.querySelectorAll("h1").length,
    lang: document.documentElement.lang,
    title: document.title,
  }));
  expect.soft(await enlarged(page), `the page ${page.url()} at twice its size`).toEqual({ sideways: false, cut: [], outside: [] });
  const { title, ...rest } = seen;
  const whole = { axe: [], sideways: false, outside: [], headings: 1, lang };
  expect.soft({ axe, outside, ...rest }, `the page ${page.url()}`).toEqual(whole);
  expect.soft(title, `the title of ${page.url()}`).not.toMatch(TELLING);
  expect.soft(title, `the title of ${page.url()}`).not.toBe("");
}

/// What begins left of the page, where no scrolling leads. What is kept out of sight stands there as a whole.
async function leftOfPage(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const sticksOut = (one: HTMLElement) => {
      const { left, right, width } = one.getBoundingClientRect();
      return left < -1 && right > 1 && width > 1;
    };
    const outside = [...document.querySelectorAll<HTMLElement>("body *")].filter(sticksOut);
    return outside.map((one) => `${one.localName}: ${(one.textContent ?? "").trim().slice(0, 60)}`);
  });
}

/// What is wrong with a page at twice its size: that it is scrolled sideways, what is cut off there, and what begins left of it.
async function enlarged(page: Page): Promise<{ sideways: boolean; cut: string[]; outside: string[] }> {
  const usual = page.viewportSize();
  await page.setViewportSize(ENLARGED);
  const seen = await page.evaluate(() => {
    const root = document.documentElement;
    // In a box somebody writes on, and what only a screen reader has is a pixel wide.
    const isShown = (one: HTMLElement) => one.clientWidth > 1 && !one.closest("[aria-hidden=true]") && !one.matches("input, select, textarea");
    const isCut = (one: HTMLElement) => /hidden|clip/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1;
    const cut = [...document.querySelectorAll<HTMLElement>("body *")].filter((one) => isShown(one) && isCut(one));
    return {
      sideways: root.scrollWidth > root.clientWidth,
      cut: cut.map((one) => `${one.localName}: ${(one.textContent ?? "").trim().slice(0, 60)}`),
    };
  });
  const outside = await leftOfPage(page);
  if (usual) await page.setViewportSize(usual);
  return { ...seen, outside };
}

async function violations(page: Page): Promise<string[]> {
  await runTimersAtOnce(page);
  const axe = new AxeBuilder({ page }).setLegacyMode();
  // Nothing runs in the only frame there is, so axe would wait for it; what it shows is inspected where participants meet it.
  const options = { preload: false, iframes: false, resultTypes: ["violations" as const] };
  const found = await axe.options(options).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`);
}

/// Where scripts are off no timer ever ends, and axe defers its work by timers of no length.
async function runTimersAtOnce(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled !== false) return;
  await page.evaluate(() => {
    const atOnce = (act: () => void, wait?: number): number => {
      if (!wait) void Promise.resolve().then(act);
      return 0;
    };
    window.setTimeout = atOnce as typeof window.setTimeout;
  });
}
