interface Waiting {
  readonly alone: boolean;
  readonly enter: () => void;
}

/** Lets work in that may run side by side, or one piece of work that must be alone: first come, first served. */
export class Gate {
  private readonly waiting: Waiting[] = [];
  private inside = 0;
  private hasAlone = false;

  /** Runs work beside other work of its kind. */
  together<T>(work: () => Promise<T>): Promise<T> {
    return this.through(false, work);
  }

  /** Runs work when no other is inside. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.through(true, work);
  }

  private async through<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      this.waiting.push({ alone, enter });
      this.letIn();
    });
    try {
      return await work();
    } finally {
      this.inside--;
      if (alone) this.hasAlone = false;
      this.letIn();
    }
  }

  private letIn(): void {
    for (;;) {
      const [next] = this.waiting;
      if (!next || this.hasAlone || (next.alone && this.inside > 0)) return;
      this.waiting.shift();
      this.inside++;
      this.hasAlone = next.alone;
      next.enter();
    }
  }
}
