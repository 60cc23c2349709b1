// A person who uses the keyboard alone.
import { expect, type Locator, type Page } from "@playwright/test";

/// No page has more stops than this.
const STOPS = 120;
/// The mark of the focus may stand so far outside the control, in pixels.
const RING = 16;

/// From now on every event of a mouse is told.
export async function withoutMouse(page: Page): Promise<string[]> {
  const told: string[] = [];
  await page.exposeFunction("tellMouse", (kind: string) => told.push(kind));
  await page.addInitScript(() => {
    const tell = (event: Event) => {
      const pressed = event.type !== "click" || (event as MouseEvent).detail > 0;
      if (pressed) (window as unknown as { tellMouse(kind: string): void }).tellMouse(event.type);
    };
    for (const kind of ["mousedown", "pointerdown", "mousemove", "wheel", "touchstart", "click"]) {
      document.addEventListener(kind, tell, true);
    }
  });
  return told;
}

export class Keyboard {
  /// Kinds of controls on which the focus has been seen.
  private readonly seen = new Set<string>();

  constructor(private readonly page: Page) {}

  /// Presses Tab until the control has the focus, and sees where that is.
  async tabTo(control: Locator): Promise<void> {
    await expect(control).toBeAttached();
    for (let stop = 0; stop < STOPS; stop += 1) {
      if (await hasFocus(control)) return this.sees(control);
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab never reaches ${control}`);
  }

  async press(control: Locator): Promise<void> {
    await this.tabTo(control);
    await this.page.keyboard.press("Enter");
  }

  async tick(box: Locator): Promise<void> {
    await this.tabTo(box);
    await this.page.keyboard.press("Space");
    await expect(box).toBeChecked();
  }

  async write(box: Locator, text: string): Promise<void> {
    await this.tabTo(box);
    await this.page.keyboard.type(text);
  }

  /// Goes to a group of radio buttons with Tab, and down to one of them with the arrow.
  async choose(radio: Locator, first: Locator): Promise<void> {
    await this.tabTo(first);
    await this.page.keyboard.press("Space");
    for (let stop = 0; stop < STOPS && !(await radio.isChecked()); stop += 1) {
      await this.page.keyboard.press("ArrowDown");
    }
    await expect(radio).toBeChecked();
  }

  /// A control with the focus looks different from the same one without.
  private async sees(control: Locator): Promise<void> {
    const kind = await control.evaluate((element) => `${element.tagName} ${element.getAttribute("type")} ${element.className}`);
    const box = await control.boundingBox();
    if (!box || this.seen.has(kind)) return;
    this.seen.add(kind);
    const [x, y] = [Math.max(box.x - RING, 0), Math.max(box.y - RING, 0)];
    const clip = { x, y, width: box.width + 2 * RING, height: box.height + 2 * RING };
    const shown = await this.page.screenshot({ clip });
    await control.evaluate((element: HTMLElement) => element.blur());
    const without = await this.page.screenshot({ clip });
    expect(shown.equals(without), `the focus cannot be seen on ${control}`).toBe(false);
    await control.focus();
  }
}

async function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}
