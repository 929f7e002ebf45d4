import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/memory/budget.js';

describe('budget', () => {
  it('grants up to the limit and refuses one byte more, changing nothing', () => {
    const budget = new Budget(100);
    expect(budget.tryReserve(60)).toBe(true);
    expect(budget.tryReserve(41)).toBe(false);
    expect(budget.usedBytes).toBe(60);
    expect(budget.tryReserve(40)).toBe(true);
    expect(budget.availableBytes).toBe(0);
  });

  it('grants everything without a limit', () => {
    const budget = new Budget();
    expect(budget.tryReserve(2 ** 40)).toBe(true);
    expect(budget.availableBytes).toBe(Number.POSITIVE_INFINITY);
  });

  it('remembers the peak', () => {
    const budget = new Budget(100);
    budget.tryReserve(70);
    budget.unreserve(50);
    budget.tryReserve(30);
    expect(budget.peakBytes).toBe(70);
  });

  it('has nothing available, rather than less, once the limit sinks below what is used', () => {
    const budget = new Budget(100);
    budget.tryReserve(80);
    budget.limitBytes = 50;
    expect(budget.availableBytes).toBe(0);
    expect(budget.tryReserve(1)).toBe(false);
    budget.unreserve(31);
    expect(budget.tryReserve(1)).toBe(true);
  });

  it('stops the process where more is given back than was granted', () => {
    const budget = new Budget(100);
    budget.tryReserve(10);
    expect(() => budget.unreserve(11)).toThrow('11 bytes unreserved of 10 reserved');
  });
});
