/** Something that is due at a time. */
export interface Due {
  readonly dueMs: number;
}

/** A binary heap: the earliest deadline first, whatever the number of them, in logarithmic time. */
export class DeadlineHeap<T extends Due> {
  private readonly entries: T[] = [];

  get earliest(): T | undefined {
    return this.entries[0];
  }

  push(entry: T): void {
    const { entries } = this;
    let index = entries.length;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = entries[parentIndex];
      if (!parent || parent.dueMs <= entry.dueMs) break;
      entries[index] = parent;
      index = parentIndex;
    }
    entries[index] = entry;
  }

  pop(): T | undefined {
    const earliest = this.entries[0];
    const last = this.entries.pop();
    if (last && this.entries.length > 0) this.sinkFromTop(last);
    return earliest;
  }

  private sinkFromTop(entry: T): void {
    const { entries } = this;
    let index = 0;
    for (;;) {
      const childIndex = this.earlierChild(index);
      const child = entries[childIndex];
      if (!child || child.dueMs >= entry.dueMs) break;
      entries[index] = child;
      index = childIndex;
    }
    entries[index] = entry;
  }

  private earlierChild(index: number): number {
    const left = index * 2 + 1;
    const leftDueMs = this.entries[left]?.dueMs ?? Infinity;
    const rightDueMs = this.entries[left + 1]?.dueMs ?? Infinity;
    return rightDueMs < leftDueMs ? left + 1 : left;
  }
}
