package io.quartermaster.model.topology;

import io.quartermaster.model.Param;
import java.time.Duration;
import java.util.Random;

/// Grows a topology out of blocks: a task, a fork, a condition, copies, a topology within; one after another.
public final class Grown {
    private final Random random;
    private final Draw draw = new Draw();
    private final boolean delays;
    private int count;

    private Grown(Random random, boolean delays) {
        this.random = random;
        this.delays = delays;
    }

    private String sequence(String from, int blocks, int depth) {
        String last = from;
        for (int i = 0; i < blocks; i++) {
            last = block(last, depth);
        }
        return last;
    }

    private String block(String from, int depth) {
        String id = "n" + count++;
        switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> {
                draw.pair(id, new Part.Parallel()).chain(from, id);
                for (int i = 0; i <= random.nextInt(3); i++) {
                    draw.chain(sequence(id, 1 + random.nextInt(2), depth - 1), id + "-end");
                }
            }
            case 2 -> {
                draw.pair(id, new Part.Condition(random.nextBoolean() ? "ok" : "!ok"))
                        .chain(from, id);
                branch(id, true, depth);
                branch(id, false, depth);
            }
            case 3 -> {
                draw.pair(id, new Part.Sharding(random.nextBoolean() ? "list" : "3"))
                        .chain(from, id);
                draw.chain(sequence(id, 1 + random.nextInt(2), depth - 1), id + "-end");
            }
            case 4 -> {
                draw.node(id, Part.nested(1)).chain(from, id);
                return id;
            }
            default -> {
                draw.tasks(id).chain(from, id);
                dress(id);
                return id;
            }
        }
        return id + "-end";
    }

    private void branch(String condition, boolean answer, int depth) {
        String first = "n" + count++;
        draw.tasks(first).when(answer, condition, first);
        draw.chain(sequence(first, random.nextInt(2), depth - 1), condition + "-end");
    }

    private void dress(String id) {
        FailureScope scope = FailureScope.values()[random.nextInt(3)];
        Duration delay = delays && random.nextInt(4) == 0 ? Duration.ofMinutes(1 + random.nextInt(9)) : null;
        Events.Loop loop = delays && random.nextInt(5) == 0 ? new Events.Loop("!ok", Duration.ofMinutes(3), 2) : null;
        draw.change(id, node -> node.withFailure(scope).withEvents(new Events(false, loop, delay)));
    }

    /// One that is sound.
    ///
    /// @param blocks one after another
    /// @param depth  of blocks within blocks
    /// @param delays whether some nodes wait or loop
    public static Topology topology(Random random, int blocks, int depth, boolean delays) {
        Grown grown = new Grown(random, delays);
        String last = grown.sequence("start", blocks, depth);
        return grown.draw
                .chain(last, "end")
                .param("ok", Param.Type.BOOLEAN, String.valueOf(random.nextBoolean()))
                .param("list", Param.Type.LIST, "x\ny")
                .done();
    }
}
