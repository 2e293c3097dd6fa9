package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.ScrollAnchor;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Trigger;
import io.quartermaster.store.JobListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// The table of jobs. Rows change in place; a pulse keeps the relative times of the rows in sight true.
final class JobsTable extends TableView<JobRow> {
    static final double ROW_HEIGHT = 28;
    private static final double NAME_LEAST = 120;
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final JobsViewModel model;
    private final Texts texts;
    private final JobWords words;
    private final List<AspectCell<JobRow, JobListing>> ageing = new ArrayList<>();

    JobsTable(JobsViewModel model, Texts texts, Times times, AppState state) {
        this.model = model;
        this.texts = texts;
        this.words = new JobWords(texts, times);
        setId("jobs-table");
        getStyleClass().addAll("jobs-table", "qm-table");
        setFixedCellSize(ROW_HEIGHT);
        setTableMenuButtonVisible(true);
        setPlaceholder(new javafx.scene.layout.Region());
        addColumns();
        setItems(model.shown());
        setRowFactory(table -> new Row());
        setSortPolicy(table -> {
            model.orderBy(getComparator());
            return true;
        });
        TableMemory.attach(state, "jobs", this);
        RoomyColumn.attach(this, "name", NAME_LEAST);
        followSelection();
        texts.languageProperty().subscribe(now -> refresh());
    }

    /// The pulse of the page.
    void tick() {
        ageing.forEach(AspectCell::again);
    }

    private void followSelection() {
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (!model.isArranging() && (now != null || getItems().isEmpty() || before == null)) {
                model.selectedProperty().set(now);
            }
        });
        model.selectedProperty().subscribe(this::showSelected);
        Held held = new Held();
        model.aroundArranging(held::before, held::after);
    }

    private void showSelected(@Nullable JobRow row) {
        if (row == null) {
            getSelectionModel().clearSelection();
        } else if (getSelectionModel().getSelectedItem() != row) {
            int index = getItems().indexOf(row);
            if (index >= 0) {
                getSelectionModel().clearAndSelect(index);
                getFocusModel().focus(index);
            } else {
                getSelectionModel().clearSelection();
            }
        }
    }

    /// What must survive while rows come, go and move.
    private final class Held {
        private @Nullable ScrollAnchor<JobRow> scroll;

        void before() {
            scroll = ScrollAnchor.atTop(JobsTable.this) ? null : ScrollAnchor.of(JobsTable.this);
        }

        void after() {
            showSelected(model.selectedProperty().get());
            if (scroll != null) {
                scroll.restore();
            }
        }
    }

    private void addColumns() {
        add("name", NAME_LEAST, text(listing -> listing.job().spec().name()), this::showName);
        add(
                "type",
                72,
                text(listing -> words.type(listing.job().spec())),
                (cell, listing) -> cell.show(words.type(listing.job().spec()), null));
        add("trigger", 112, text(listing -> words.trigger(listing.job().spec())), this::showTrigger);
        add("next", 98, byNext(), this::showNext).setCellFactory(column -> ageing(new AspectCell<>(this::showNext)));
        add("last", 168, byLast(), this::showLast);
        add("clients", 72, Comparator.comparingInt(JobListing::clientsOnline), this::showClients);
        add(
                "enabled",
                76,
                Comparator.comparing((JobListing listing) -> listing.job().enabled()),
                this::showEnabled);
        add(
                "group",
                84,
                text(listing -> listing.job().spec().group()),
                (cell, listing) -> cell.show(listing.job().spec().group(), null));
        add(
                        "owner",
                        92,
                        text(words::owner),
                        (cell, listing) -> cell.show(words.owner(listing), words.ownerLong(listing)))
                // seldom asked for, and in the inspector anyway
                .setVisible(false);
        add(
                "updatedBy",
                92,
                text(listing -> listing.job().updatedBy()),
                (cell, listing) -> cell.show(listing.job().updatedBy(), null));
    }

    private void showName(AspectCell<JobRow, JobListing> cell, JobListing listing) {
        String name = listing.job().spec().name();
        if (listing.job().sound()) {
            cell.show(name, null);
        } else {
            cell.show(name, words.flaws(listing.job().flaws()), "status-failed", "fth-alert-circle");
        }
    }

    private void showTrigger(AspectCell<JobRow, JobListing> cell, JobListing listing) {
        JobSpec spec = listing.job().spec();
        cell.show(words.trigger(spec), triggerTip(listing), spec.trigger() instanceof Trigger.Cron ? "mono" : "", null);
    }

    private void showNext(AspectCell<JobRow, JobListing> cell, JobListing listing) {
        String mark = words.whyNoNext(listing) == null ? "" : "muted";
        cell.show(words.next(listing), words.nextTip(listing), mark, null);
    }

    private TableColumn<JobRow, JobListing> add(
            String id,
            double width,
            Comparator<JobListing> order,
            BiConsumer<AspectCell<JobRow, JobListing>, JobListing> show) {
        TableColumn<JobRow, JobListing> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("jobs.column." + id));
        column.setPrefWidth(width);
        column.setCellValueFactory(features -> features.getValue().listingProperty());
        column.setCellFactory(each -> new AspectCell<>(show));
        column.setComparator(order);
        getColumns().add(column);
        return column;
    }

    private AspectCell<JobRow, JobListing> ageing(AspectCell<JobRow, JobListing> cell) {
        ageing.add(cell);
        return cell;
    }

    private static Comparator<JobListing> text(Function<JobListing, String> of) {
        return Comparator.comparing(of, String.CASE_INSENSITIVE_ORDER);
    }

    private Comparator<JobListing> byNext() {
        return Comparator.comparing(
                listing -> words.whyNoNext(listing) == null ? listing.nextDue() : null,
                Comparator.nullsLast(Comparator.<Instant>naturalOrder()));
    }

    private static Comparator<JobListing> byLast() {
        return Comparator.comparing(
                listing -> listing.last() == null ? null : listing.last().status(),
                Comparator.nullsLast(Comparator.naturalOrder()));
    }

    private @Nullable String triggerTip(JobListing listing) {
        java.time.ZoneId zone = listing.job().spec().timeZone();
        return zone == null ? null : words.trigger(listing.job().spec()) + "  ·  " + zone.getId();
    }

    private void showLast(AspectCell<JobRow, JobListing> cell, JobListing listing) {
        JobListing.Last last = listing.last();
        if (last == null) {
            cell.show(texts.get("jobs.none"), texts.get("jobs.last.never"), "muted", null);
        } else {
            RunStatusLook.show(cell, last.status(), texts, words.lastDuration(last), words.lastTip(last));
        }
    }

    private void showClients(AspectCell<JobRow, JobListing> cell, JobListing listing) {
        if (JobWords.lacksClient(listing)) {
            JobSpec spec = listing.job().spec();
            String tip = texts.get("jobs.clients.tip", spec.target(), spec.application());
            cell.show(words.clients(listing), tip, "status-waiting", "fth-alert-triangle");
        } else {
            cell.show(words.clients(listing), null, "number", null);
        }
    }

    private void showEnabled(AspectCell<JobRow, JobListing> cell, JobListing listing) {
        cell.show(words.enabled(listing.job()), null, listing.job().enabled() ? "" : "muted", null);
    }

    private void showUpdated(AspectCell<JobRow, JobListing> cell, JobListing listing) {
        cell.show(listing.job().updatedBy(), words.updated(listing.job()));
    }

    /// Greys what is switched off.
    private static final class Row extends TableRow<JobRow> {
        @Override
        protected void updateItem(@Nullable JobRow item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(OFF, item != null && !item.listing().job().enabled());
        }
    }
}
