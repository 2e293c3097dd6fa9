package io.quartermaster.store.engine;

import io.quartermaster.model.Slots;
import io.quartermaster.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Who has which slot. The leader gives away what is free and asks for what is not; an owner hands over what it was
/// asked for. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class SlotRows {
    /// By a tenure that lasts: one that was ended has no right to a slot, whoever wrote it there.
    private static final String OWNED =
            "exists (select 1 from tenure t where t.epoch = slot.owner_epoch and t.ended_at is null)";

    private final Database database;

    public SlotRows(Database database) {
        this.database = database;
    }

    /// A slot.
    ///
    /// @param home the zone whose leader gives it away; empty when one leader does for all
    /// @param owner the epoch of the tenure that has it, 0 when nobody does
    /// @param wanted the one that is to have it next, null when it stays
    /// @param load the firings an hour of its jobs
    public record Row(int number, String home, long owner, @Nullable Long wanted, double load) {}

    /// What one server has, and which of them it was asked to hand over.
    public record Mine(Slots owned, Slots wantedElsewhere) {}

    /// Whom the leader gives a slot, or, if somebody has it, whom that one is to hand it to; null: it stays there.
    public record Gift(Row from, @Nullable Long to) {}

    /// All slots with what they carry, once there are any.
    public List<Row> all() {
        return database.call(handle -> {
            Map<Integer, Double> loads = loads(handle);
            return handle.createQuery("select slot, home, case when " + OWNED
                            + " then owner_epoch else 0 end owner_epoch," + " wanted_epoch from slot order by slot")
                    .map((row, context) -> {
                        long wanted = row.getLong("wanted_epoch");
                        @Nullable Long next = row.wasNull() ? null : wanted;
                        int number = row.getInt("slot");
                        return new Row(
                                number,
                                row.getString("home"),
                                row.getLong("owner_epoch"),
                                next,
                                loads.getOrDefault(number, 0.0));
                    })
                    .list();
        });
    }

    /// Makes the rows; again changes nothing.
    public void create(LeadFence lead, String home) {
        database.run(handle -> {
            lead.check(handle);
            PreparedBatch batch = handle.prepareBatch(
                    "insert ignore into slot (slot, home, owner_epoch, revision) values (:slot, :home, 0, 1)");
            IntStream.range(0, Slots.COUNT)
                    .forEach(slot -> batch.bind("slot", slot).bind("home", home).add());
            batch.execute();
        });
    }

    /// Gives away and asks for, as far as the rows are still as they were read.
    public void give(LeadFence lead, List<Gift> gifts) {
        if (gifts.isEmpty()) {
            return;
        }
        database.run(handle -> {
            lead.check(handle);
            PreparedBatch free = handle.prepareBatch(
                    "update slot set owner_epoch = :to, wanted_epoch = null, revision = revision + 1"
                            + " where slot = :slot and not " + OWNED);
            PreparedBatch asked = handle.prepareBatch(
                    """
                    update slot set wanted_epoch = :to, revision = revision + 1
                    where slot = :slot and owner_epoch = :owner""");
            for (Gift gift : gifts) {
                if (gift.from().owner() == 0) {
                    free.bind("to", gift.to())
                            .bind("slot", gift.from().number())
                            .add();
                } else {
                    asked.bind("to", gift.to())
                            .bind("slot", gift.from().number())
                            .bind("owner", gift.from().owner())
                            .add();
                }
            }
            execute(free);
            execute(asked);
        });
    }

    /// Takes slots that are at home elsewhere home to `home`; who owns them is not changed by that.
    public void bringHome(LeadFence lead, String home, List<Integer> slots) {
        if (slots.isEmpty()) {
            return;
        }
        database.run(handle -> {
            lead.check(handle);
            handle.createUpdate("update slot set home = :home, revision = revision + 1 where slot in (<slots>)")
                    .bind("home", home)
                    .bindList("slots", slots)
                    .execute();
        });
    }

    public Mine of(Fence fence) {
        return database.call(handle -> {
            List<Integer> owned = new ArrayList<>();
            List<Integer> wanted = new ArrayList<>();
            handle.createQuery("select slot, wanted_epoch from slot where owner_epoch = :epoch")
                    .bind("epoch", fence.epoch())
                    .map((row, context) -> new long[] {row.getInt(1), row.getLong(2)})
                    .forEach(row -> {
                        owned.add((int) row[0]);
                        if (row[1] != 0 && row[1] != fence.epoch()) {
                            wanted.add((int) row[0]);
                        }
                    });
            return new Mine(Slots.of(owned), Slots.of(wanted));
        });
    }

    /// Hands over slots to whoever is to have them next, or sets them free if that was taken back meanwhile.
    public void handOver(Fence fence, Slots slots) {
        if (slots.isEmpty()) {
            return;
        }
        database.run(handle -> {
            fence.check(handle);
            handle.createUpdate(
                            """
                            update slot set owner_epoch = coalesce(wanted_epoch, 0), wanted_epoch = null,
                              revision = revision + 1
                            where owner_epoch = :epoch and slot in (<slots>)""")
                    .bind("epoch", fence.epoch())
                    .bindList("slots", slots.numbers())
                    .execute();
        });
    }

    private static Map<Integer, Double> loads(Handle handle) {
        Map<Integer, Double> loads = new HashMap<>();
        handle.createQuery("select slot, sum(load_per_hour) from job_schedule group by slot")
                .map((row, context) -> Map.entry(row.getInt(1), row.getDouble(2)))
                .forEach(row -> loads.put(row.getKey(), row.getValue()));
        return loads;
    }

    private static void execute(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
