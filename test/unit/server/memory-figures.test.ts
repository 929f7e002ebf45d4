import { expect, test } from 'vitest';
import { memoryFigures } from '../../../src/server/memory-figures.js';
import { say, withServer } from '../../support/running-server.js';

test('live bytes, pages, regions and clients add up', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const { memory, keyspace, clients, readBuffer } = running.server;
    const measure = () =>
      memoryFigures({ memory, keyspace, clients: clients.values(), sharedBuffers: [readBuffer] });
    await say(connection, 'SET', 'k', 'x'.repeat(100));
    await say(connection, 'SET', 'large', Buffer.alloc(200_000));
    const figures = measure();
    const pageSize = memory.layout.pageSizeBytes;
    expect(figures.pagesInUseBytes).toBe(memory.pagesInUse * pageSize);
    expect(figures.regionBytes).toBe(figures.pagesInUseBytes + figures.freePageBytes);
    expect(figures.liveBytes).toBeGreaterThan(0);
    expect(figures.liveBytes).toBeLessThanOrEqual(figures.pagesInUseBytes);
    expect(figures.datasetBytes).toBeLessThan(figures.pagesInUseBytes);
    expect(figures.usedBytes).toBe(
      figures.pagesInUseBytes +
        memory.table.sizeBytes +
        figures.clientBytes +
        readBuffer.byteLength,
    );
    await running.connect().then((another) => say(another, 'PING'));
    expect(measure().clientBytes).toBe(2 * figures.clientBytes);
  }));
