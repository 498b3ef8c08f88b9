import type { Visitor } from '../support/chromium.ts';

/** What has the focus, and whether one sees that it has. */
export interface Focused {
  readonly id: string;
  readonly words: string;
  readonly summary: boolean;
  /** Inside the window, with a ring around it. */
  readonly shown: boolean;
}

export function focused({ page }: Visitor): Promise<Focused> {
  return page.evaluate<Focused>(`(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom } = element.getBoundingClientRect();
    return {
      id: element.id,
      words: element.innerText,
      summary: element.hasAttribute('data-focus'),
      shown: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && top >= 0 && bottom <= innerHeight,
    };
  })()`);
}

/** Presses Tab until it is reached; each stop on the way must show itself. */
export async function tabTo(visitor: Visitor, wanted: Partial<Focused>): Promise<void> {
  for (let stops = 0; stops < 40; stops++) {
    await visitor.page.keyboard.press('Tab');
    const here = await focused(visitor);
    expect(here).toMatchObject({ shown: true });
    if (Object.entries(wanted).every(([name, value]) => here[name as keyof Focused] === value)) return;
  }
  throw new Error(`Tab never reaches ${JSON.stringify(wanted)}`);
}
