package io.ichnite.app.task;

import io.ichnite.metric.Scores;

/** A network and a linear model on the same rows, in words. */
final class Comparison {
    private Comparison() {}

    /** A line, ended by a newline, where the linear model does better in anything; else empty. */
    static String words(Scores network, Scores linear) {
        boolean surer = linear.evaluation().logLoss() < network.evaluation().logLoss();
        boolean righter = linear.evaluation().macroF1() > network.evaluation().macroF1();
        if (surer && righter) {
            return "The linear model does better than the network: lower log loss, higher macro-F1.\n";
        }
        if (surer || righter) {
            return "The linear model has the " + (surer ? "lower log loss" : "higher macro-F1") + ".\n";
        }
        return "";
    }
}
