package io.ichnite.app.task;

/** The demo's second half: what programs are, by their bytes. */
sealed interface BytesHalf permits BytesHalf.Untold, BytesStory {
    /**
     * It was not told.
     *
     * @param why a sentence for people, without its full stop
     */
    record Untold(String why) implements BytesHalf {}
}
