import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CrashBench,
  type CrashPoint,
  expectNoCanary,
  expectSameEnd,
  expectSeries,
  type Played,
} from './crash-run.ts';
import { fillDirectory } from './directory.ts';
import { openTestGround, type TestGround } from './ground.ts';
import type { Scenario } from './scenarios.ts';

/** Which of a scenario's points to try. */
export type Choose = (points: readonly CrashPoint[], faultless: Played, at: number) => CrashPoint[];

/**
 * The crash-point suite over some scenarios: each is played once without a fault, then once for
 * each chosen point, and must end the same way every time.
 */
export const describeCrashes = (
  title: string,
  scenarios: readonly Scenario[],
  choose: Choose,
  timeoutMs: number,
): void => {
  describe(title, () => {
    let test: TestGround;
    let bench: CrashBench;
    const logs: string[] = [];

    beforeAll(async () => {
      test = await openTestGround();
      bench = new CrashBench(test, await fillDirectory(test));
    });
    afterAll(() => test.close());

    it.each(scenarios.map((scenario, at) => ({ scenario, at, name: scenario.name })))(
      '$name',
      async ({ scenario, at }) => {
        const { points, faultless } = await bench.points(scenario);
        const chosen = choose(points, faultless, at);
        let struck = 0;
        for (const point of chosen) {
          const played = await bench.play(scenario, point);
          logs.push(...played.log);
          struck += played.struck ? 1 : 0;
          await expectSameEnd(faultless, played).catch((error: unknown) => {
            const call = faultless.calls[point.at];
            throw new Error(`${point.mode} at call ${point.at} (${call})`, { cause: error });
          });
        }
        // Calls that run side by side may change places, so a few points can fall away.
        expect(struck).toBeGreaterThanOrEqual(Math.floor(chosen.length * 0.9));
      },
      timeoutMs,
    );

    it('leaves every series without gaps and nothing of a secret document', async () => {
      await expectSeries(test);
      await expectNoCanary(test, logs);
    });
  });
};
