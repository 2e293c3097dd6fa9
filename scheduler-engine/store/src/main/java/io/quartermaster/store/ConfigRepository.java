package io.quartermaster.store;

import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.model.ZoneTypes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The `config` table: the zone switch and the zone types of each instance. Thread-safe; blocks; throws
// [StoreException].
public final class ConfigRepository {
    private static final String VALUE =
            "select config_value from config where instance_id = :instance and config_key = :key";

    private final Database database;

    ConfigRepository(Database database) {
        this.database = database;
    }

    /// What came of a change.
    public sealed interface Change {
        /// The row now holds `value` (null: there is none); `former` undoes it.
        record Done(@Nullable String value, @Nullable String former) implements Change {}

        /// The row was not what the caller had seen: nothing was written, this is what it holds.
        record Stale(@Nullable String current) implements Change {}
    }

    /// A switchZone row as it stands, however it came there.
    ///
    /// @param instance as written, which need not be an id the console would accept
    /// @param modified when it was written, by the database's clock
    public record SwitchRow(String instance, String value, Instant modified) {}

    /// Every switchZone row, also those that no [InstanceId] can be made of, by instance.
    public List<SwitchRow> switchRows() {
        return database.call(handle -> handle.createQuery(
                        """
                        select instance_id, config_value,
                          timestampdiff(microsecond, timestamp '1970-01-01 00:00:00', gmt_modify) modified_micros
                        from config where config_key = :key order by instance_id""")
                .bind("key", ZoneSwitch.CONFIG_KEY)
                .map((row, context) ->
                        new SwitchRow(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3) / 1000)))
                .list());
    }

    /// The switchZone rows as they stand, well-formed or not, by instance; see [#switchRows()] for those without one.
    public Map<InstanceId, String> zoneSwitches() {
        return database.call(handle -> {
            Map<InstanceId, String> rows = new LinkedHashMap<>();
            handle.createQuery(
                            "select instance_id, config_value from config where config_key = :key order by instance_id")
                    .bind("key", ZoneSwitch.CONFIG_KEY)
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .filter(row -> InstanceId.isValid(row.getKey()))
                    .forEach(row -> rows.put(new InstanceId(row.getKey()), row.getValue()));
            return rows;
        });
    }

    public Optional<String> zoneSwitch(InstanceId instance) {
        return Optional.ofNullable(database.call(handle -> value(handle, instance, ZoneSwitch.CONFIG_KEY)));
    }

    /// Writes the instance's row, or removes it (`value` null), if it still holds `seen`.
    public Change setZoneSwitch(
            InstanceId instance, @Nullable String seen, @Nullable String value, Actor actor, @Nullable String reason) {
        String action = value == null ? "zone.restore" : "zone.switch";
        return set(instance, ZoneSwitch.CONFIG_KEY, seen, value, action, actor, reason);
    }

    /// The instance's zoneTypes row as it stands, well-formed or not; see [ZoneTypes#parse].
    public Optional<String> zoneTypes(InstanceId instance) {
        return Optional.ofNullable(database.call(handle -> value(handle, instance, ZoneTypes.CONFIG_KEY)));
    }

    /// Writes the instance's zoneTypes row, or removes it (`value` null), if it still holds `seen`. Whether the value
    /// can be read is asked before.
    public Change setZoneTypes(
            InstanceId instance, @Nullable String seen, @Nullable String value, Actor actor, @Nullable String reason) {
        return set(instance, ZoneTypes.CONFIG_KEY, seen, value, "zone.types", actor, reason);
    }

    private Change set(
            InstanceId instance,
            String key,
            @Nullable String seen,
            @Nullable String value,
            String action,
            Actor actor,
            @Nullable String reason) {
        return database.transaction(handle -> {
            String current = value(handle, instance, key);
            if (!Objects.equals(current, seen)) {
                return new Change.Stale(current);
            }
            write(handle, instance, key, current, value);
            AuditRepository.write(handle, actor, instance, action, "config", key, reason, current, value);
            return new Change.Done(value, current);
        });
    }

    /// The zones that servers, clients or jobs of the instance name.
    public List<String> knownZones(InstanceId instance) {
        return database.call(handle -> handle.createQuery(
                        """
                        select zone from client_session where instance_id = :instance
                        union select zone from server order by 1""")
                .bind("instance", instance.value())
                .mapTo(String.class)
                .list());
    }

    private static void write(
            Handle handle, InstanceId instance, String key, @Nullable String current, @Nullable String value) {
        String sql;
        if (value == null) {
            sql = "delete from config where instance_id = :instance and config_key = :key";
        } else if (current == null) {
            sql =
                    "insert into config (instance_id, config_key, config_value, gmt_modify) values (:instance, :key, :value, now(3))";
        } else {
            sql =
                    "update config set config_value = :value, gmt_modify = now(3) where instance_id = :instance and config_key = :key";
        }
        var update = handle.createUpdate(sql).bind("instance", instance.value()).bind("key", key);
        (value == null ? update : update.bind("value", value)).execute();
    }

    private static @Nullable String value(Handle handle, InstanceId instance, String key) {
        return handle.createQuery(VALUE)
                .bind("instance", instance.value())
                .bind("key", key)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }
}
