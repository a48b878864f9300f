import { describe, expect, it } from '@jest/globals';
import { handshakes } from './handshake-gate.js';

/** Lets promises settle, and no timer pass. */
async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

/** So many enter, one after the other; how each of those who are in leaves, by order of entry. */
function enter(count: number): (() => void)[] {
  const leaving: (() => void)[] = [];
  for (let i = 0; i < count; i++) void handshakes.enter().then((leave) => leaving.push(leave));
  return leaving;
}

async function allLeave(inside: (() => void)[], count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await settled();
    inside[i]?.();
  }
}

describe('handshakes', () => {
  it('lets one in after the other', async () => {
    const inside = enter(2);
    await settled();
    expect(inside).toHaveLength(1);
    inside[0]?.();
    inside[0]?.(); // whoever leaves twice has left once
    await settled();
    expect(inside).toHaveLength(2);
    await allLeave(inside, 2);
  });

  it('lets more in at once when many wait', async () => {
    const inside = enter(9);
    await settled();
    expect(inside).toHaveLength(2);
    await allLeave(inside, 9);
    expect(inside).toHaveLength(9);
  });

  it('keeps nobody waiting for a target that says nothing', async () => {
    await handshakes.enter();
    const leave = await handshakes.enter();
    leave();
  });
});
