package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.data.Examples;
import io.ichnite.linear.FitListener;
import io.ichnite.linear.LinearModel;
import io.ichnite.linear.LinearPlan;
import io.ichnite.model.BaselineModel;
import io.ichnite.train.EpochListener;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/** Learns what a network has to beat, from the rows that it was trained on. Shows how far it is. */
final class BaselineFit {
    private final Streams streams;
    private final int threads;
    private final EpochListener listener;

    /** @param listener asked whether to stop */
    BaselineFit(Streams streams, int threads, EpochListener listener) {
        this.streams = streams;
        this.threads = threads;
        this.listener = listener;
    }

    /**
     * @param train rows with a class each
     * @throws Interrupted if the listener stopped it
     */
    BaselineModel of(Examples train, int classes) {
        Integer[] rows = new Integer[classes];
        Arrays.fill(rows, 0);
        for (int i = 0; i < train.size(); i++) {
            rows[train.label(i)]++;
        }
        Watch watch = new Watch();
        try {
            LinearModel linear = LinearModel.fit(train, classes, LinearPlan.defaults(), threads, watch);
            return new BaselineModel(Arrays.asList(rows), linear);
        } catch (CancellationException e) {
            throw new Interrupted(
                    "stopped while the linear baseline was fitted; the same command with --resume goes on");
        } finally {
            watch.progress.clear();
        }
    }

    private final class Watch implements FitListener {
        /** A thousand parts of the way from the first slope to the tolerance, as steep as powers of ten. */
        private static final int WAY = 1000;

        private final Progress progress = new Progress(streams, System::nanoTime);
        private double first;
        private long farthest;

        @Override
        public void read(long done, long all) {
            progress.part("reading for the linear baseline", done, all);
            if (done == all) {
                progress.start();
            }
        }

        @Override
        public void step(int step, int most, double value, double steepest) {
            first = step == 1 ? steepest : first;
            double way = Math.log(first / steepest)
                    / Math.log(first / LinearPlan.defaults().tolerance());
            farthest = Math.max(farthest, Math.round(WAY * Math.max(0, Math.min(1, way))));
            progress.part("fitting the linear baseline", farthest, WAY);
        }

        @Override
        public void end(int steps, double steepest, boolean converged) {
            if (!converged) {
                streams.say("warning: the linear baseline did not settle in " + steps
                        + " steps; a better one may be possible");
            }
        }

        @Override
        public boolean stop() {
            return listener.stop();
        }
    }
}
