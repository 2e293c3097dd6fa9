package io.quartermaster.app.cluster;

import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The table of servers. Rows change in place; the order changes only with the names, or as a person sorts. FX thread
/// only.
final class ServersTable extends TableView<MemberRow> {
    private static final double ROW_HEIGHT = 28;
    private static final double NAME_LEAST = 140;

    private final ClusterViewModel model;
    private final Texts texts;
    private final Times times;
    private final ClusterWords words;

    ServersTable(ClusterViewModel model, Texts texts, Times times, AppState state) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        this.words = new ClusterWords(texts, times);
        setId("servers-table");
        getStyleClass().addAll("servers-table", "qm-table");
        setFixedCellSize(ROW_HEIGHT);
        setTableMenuButtonVisible(true);
        setPlaceholder(new Region());
        addColumns();
        setItems(model.rows());
        setRowFactory(table -> new Row());
        setSortPolicy(table -> {
            model.orderBy(getComparator());
            return true;
        });
        TableMemory.attach(state, "servers", this);
        RoomyColumn.attach(this, "server", NAME_LEAST);
        accessibleTextProperty().bind(texts.live("cluster.servers"));
        followSelection();
        texts.languageProperty().subscribe(now -> refresh());
        times.zoneProperty().subscribe(now -> refresh());
    }

    private void followSelection() {
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (!model.isArranging()) {
                model.selectedProperty().set(now);
            }
        });
        model.selectedProperty().subscribe(this::showSelected);
        model.shownProperty()
                .subscribe(now -> showSelected(model.selectedProperty().get()));
    }

    private void showSelected(@Nullable MemberRow row) {
        if (row == null) {
            getSelectionModel().clearSelection();
        } else if (getSelectionModel().getSelectedItem() != row) {
            int index = getItems().indexOf(row);
            if (index >= 0) {
                getSelectionModel().clearAndSelect(index);
            }
        }
    }

    private void addColumns() {
        add("server", NAME_LEAST, Comparator.comparing(Member::id), plain(Member::id));
        add("state", 92, Comparator.comparing(words::state), this::showState);
        add("role", 100, Comparator.comparing(words::role), this::showRole);
        add("zone", 72, text(member -> member.row().zone()), plain(member -> member.row()
                .zone()));
        add("slots", 156, Comparator.comparingInt(member -> member.row().slots()), (cell, member) -> {})
                .setCellFactory(column -> bar());
        number("load", 160, Comparator.comparingDouble(Member::load), this::showLoad);
        count("running", 84, member -> member.row().running());
        count("fired", 84, member -> member.row().fired());
        add("lease", 176, Comparator.comparing(member -> member.row().leaseUntil()), this::showLease);
        number(
                "clock",
                152,
                Comparator.comparingLong(member -> Math.abs(member.row().clockOffsetMillis())),
                this::showClock);
        add("version", 72, text(member -> member.row().version()), plain(member -> member.row()
                .version()));
        add("host", 150, text(member -> member.row().host()), plain(member -> member.row()
                .host()));
        add("link", 150, text(member -> member.row().linkAddress()), plain(member -> member.row()
                .linkAddress()));
        add("started", 120, Comparator.comparing(member -> member.row().started()), this::showStarted);
    }

    private TableCell<MemberRow, Member> bar() {
        return new SlotBarCell(words::slots);
    }

    private void count(String id, double width, Function<Member, Long> of) {
        number(
                id,
                width,
                Comparator.comparing(of),
                (cell, member) -> cell.show(texts.get("cluster.count", of.apply(member)), null));
    }

    private void number(
            String id, double width, Comparator<Member> order, BiConsumer<AspectCell<MemberRow, Member>, Member> show) {
        add(id, width, order, show).setCellFactory(column -> {
            AspectCell<MemberRow, Member> cell = new AspectCell<>(show);
            cell.getStyleClass().add("number");
            return cell;
        });
    }

    private TableColumn<MemberRow, Member> add(
            String id, double width, Comparator<Member> order, BiConsumer<AspectCell<MemberRow, Member>, Member> show) {
        TableColumn<MemberRow, Member> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("cluster.column." + id));
        column.setPrefWidth(width);
        column.setCellValueFactory(features -> features.getValue().memberProperty());
        column.setCellFactory(each -> new AspectCell<>(show));
        column.setComparator(order);
        getColumns().add(column);
        return column;
    }

    private static Comparator<Member> text(Function<Member, String> of) {
        return Comparator.comparing(of, String.CASE_INSENSITIVE_ORDER);
    }

    private static BiConsumer<AspectCell<MemberRow, Member>, Member> plain(Function<Member, String> text) {
        return (cell, member) -> cell.show(text.apply(member), null);
    }

    private void showState(AspectCell<MemberRow, Member> cell, Member member) {
        cell.show(words.state(member), null, ClusterWords.stateStyle(member), ClusterWords.stateIcon(member));
    }

    private void showRole(AspectCell<MemberRow, Member> cell, Member member) {
        boolean leads = member.alive() && !member.leads().isEmpty();
        cell.show(words.role(member), null, leads ? "leads" : "muted", leads ? "fth-star" : null);
    }

    private void showLoad(AspectCell<MemberRow, Member> cell, Member member) {
        boolean over = member.overloaded();
        cell.show(
                words.load(member),
                words.loadTip(member),
                over ? "status-waiting" : "",
                over ? "fth-alert-triangle" : null);
    }

    private void showLease(AspectCell<MemberRow, Member> cell, Member member) {
        boolean gone = !member.alive();
        cell.show(
                words.lease(member),
                words.leaseTip(member),
                gone ? "status-failed" : "",
                gone ? "fth-alert-circle" : null);
    }

    private void showClock(AspectCell<MemberRow, Member> cell, Member member) {
        boolean off = member.clockOff();
        cell.show(
                words.clock(member),
                words.clockTip(member),
                off ? "status-failed" : "",
                off ? "fth-alert-circle" : null);
    }

    private void showStarted(AspectCell<MemberRow, Member> cell, Member member) {
        cell.show(
                times.relative(member.row().started()),
                times.absolute(member.row().started()));
    }

    /// Greys what is gone.
    private static final class Row extends TableRow<MemberRow> {
        private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
        private Subscription watched = Subscription.EMPTY;

        @Override
        protected void updateItem(@Nullable MemberRow item, boolean empty) {
            super.updateItem(item, empty);
            watched.unsubscribe();
            watched = item == null
                    ? Subscription.EMPTY
                    : item.memberProperty().subscribe(member -> pseudoClassStateChanged(OFF, !member.alive()));
            if (item == null) {
                pseudoClassStateChanged(OFF, false);
            }
        }
    }
}
