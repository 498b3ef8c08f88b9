#!/usr/bin/env node
import { openProgram } from './program.ts';
import { sentenceOf } from './sentence.ts';

try {
  await openProgram().parseAsync();
  process.exit(); // the embedded engine keeps a timer
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}
