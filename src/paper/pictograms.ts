/** Pictures that stand beside words in easy French, on pages and on paper: lines on a square of 24, two wide, with round ends. */
export const pictograms = {
  ball: `${circle(12, 12, 9)}M3 12h18M12 3v18M5.6 5.6c4 3.4 4 9.4 0 12.8M18.4 5.6c-4 3.4-4 9.4 0 12.8`,
  briefcase: 'M3 8h18v12H3zM9 8V4h6v4M3 13h18',
  bus: 'M4 4h16v13H4zM4 10.5h16M7.5 17v3M16.5 17v3M8 13.7h.01M16 13.7h.01',
  card: 'M2.5 5h19v14h-19zM14 10h4.5M14 14h4.5M5.5 16a3 3 0 0 1 6 0M8.5 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  clock: `${circle(12, 12, 9)}M12 7v5l3.5 2.5`,
  cross: 'M5 5l14 14M19 5L5 19',
  euro: `${circle(12, 12, 9)}M15.8 8.4a5 5 0 1 0 0 7.2M6.5 10.8h6.5M6.5 13.6h6.5`,
  family: `${circle(8, 6, 3)}M2.5 20v-2a5.5 5.5 0 0 1 11 0v2${circle(18, 11, 2)}M16 20v-1.5a2.8 2.8 0 0 1 5.5 0V20`,
  folder: 'M3 5.5h6.5l2 2.5H21v11.5H3z',
  globe: `${circle(12, 12, 9)}M3 12h18M12 3c5.2 5 5.2 13 0 18M12 3c-5.2 5-5.2 13 0 18`,
  hand: 'M8 13V6.2a1.5 1.5 0 0 1 3 0V11M11 11V4.5a1.5 1.5 0 0 1 3 0V11M14 11V6a1.5 1.5 0 0 1 3 0v6M17 10a1.5 1.5 0 0 1 3 0v5.2A6 6 0 0 1 14 21h-1.3a6 6 0 0 1-4.6-2.2l-3.9-4.7a1.6 1.6 0 0 1 2.5-2.1L8 13.4',
  heart: 'M12 20.5S3 14.6 3 8.7A4.7 4.7 0 0 1 12 6.8a4.7 4.7 0 0 1 9 1.9c0 5.9-9 11.8-9 11.8z',
  house: 'M3 11.5l9-8 9 8M5.5 9.5v11h13v-11M10 20.5V14h4v6.5',
  letter: 'M2.5 5.5h19v13h-19zM2.5 6.5l9.5 7 9.5-7',
  list: 'M3 6l1.5 1.5L7.5 4.5M3 12l1.5 1.5 3-3M3 18l1.5 1.5 3-3M11 6h10M11 12h10M11 18h10',
  people: `${circle(8.5, 7, 3.5)}M2 20v-1a6.5 6.5 0 0 1 13 0v1M16 10.5a3.5 3.5 0 0 0 0-7M18 13.2a6.5 6.5 0 0 1 4 5.8v1`,
  scales: 'M12 3.5v17M8 20.5h8M4.5 7h15M4.5 7L2 14a2.6 2.6 0 0 0 5 0zM19.5 7L17 14a2.6 2.6 0 0 0 5 0z',
  sheet: 'M5 2.5h10l4 4v15H5zM15 2.5v4h4M8.5 11.5h7M8.5 16h7',
  shield: 'M12 2.8l8 3v6.4c0 4.7-3.4 7.6-8 9-4.6-1.4-8-4.3-8-9V5.8zM8.4 12l2.5 2.5 4.8-5',
  speech: 'M3 4h18v12.5h-9L7 20.5v-4H3zM7.5 8.3h9M7.5 12.2h6',
  tick: 'M4 12.5l5.5 5.5L20 6.5',
} as const satisfies Record<string, string>;

export type Pictogram = keyof typeof pictograms;

function circle(x: number, y: number, radius: number): string {
  const [r, wide] = [String(radius), String(2 * radius)];
  return `M${String(x - radius)} ${String(y)}a${r} ${r} 0 1 0 ${wide} 0a${r} ${r} 0 1 0-${wide} 0`;
}
