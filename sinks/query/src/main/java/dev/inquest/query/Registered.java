package dev.inquest.query;

import dev.inquest.query.answer.Answer;
import dev.inquest.query.engine.OutputColumn;
import dev.inquest.query.run.Queries;
import dev.inquest.query.run.Running;
import java.util.List;
import java.util.Optional;

/// An answer that is on the list of running queries until it is closed, by whomever.
final class Registered implements Answer {

    private final Answer answer;
    private final Running running;
    private final Queries queries;

    Registered(Answer answer, Running running, Queries queries) {
        this.answer = answer;
        this.running = running;
        this.queries = queries;
        running.onEnd(answer::close);
    }

    @Override
    public String queryId() {
        return answer.queryId();
    }

    @Override
    public List<OutputColumn> columns() {
        return answer.columns();
    }

    @Override
    public boolean isPush() {
        return answer.isPush();
    }

    @Override
    public Optional<Item> next() throws InterruptedException {
        return answer.next();
    }

    @Override
    public void close() {
        queries.leave(running);
        answer.close();
    }
}
