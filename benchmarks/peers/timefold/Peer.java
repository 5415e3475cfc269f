import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.simplelong.SimpleLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import ai.timefold.solver.core.impl.heuristic.move.AbstractSimplifiedMove;
import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Timefold on a Curtois-Qu instance: one cell a person and day, an incremental score, single changes and
 * same-day exchanges of one to seven days between two people, simulated
 * annealing. Limits weigh as costs: kept hard, they froze the search (instance 8 at 30 s: no roster, against 2500).
 *
 * <p>Usage: {@code java Peer INSTANCE ROSTER SECONDS SEED}. Each better roster prints its seconds and score.
 */
public class Peer {
    /** What one unit beyond a limit costs; found by trying, with the temperature below: 100 to 1000, 20 to 400. */
    static final long BROKEN = 300;
    static Instance instance;
    static Schedule kept;

    static boolean faultless(Schedule best) {
        Score score = new Score();
        score.resetWorkingSolution(best);
        return score.hard == 0;
    }

    public static void main(String[] words) throws IOException {
        long started = System.nanoTime();
        instance = Instance.read(Path.of(words[0]));
        SolverConfig config = new SolverConfig()
                .withSolutionClass(Schedule.class)
                .withEntityClasses(Cell.class)
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                .withRandomSeed(Long.parseLong(words[3]))
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(Score.class))
                .withTerminationConfig(new TerminationConfig().withSpentLimit(
                        java.time.Duration.ofMillis((long) (1000 * Double.parseDouble(words[2])))))
                .withPhases(
                        new ConstructionHeuristicPhaseConfig(),
                        new LocalSearchPhaseConfig()
                                .withAcceptorConfig(
                                        new LocalSearchAcceptorConfig().withSimulatedAnnealingStartingTemperature("200"))
                                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                                .withMoveSelectorConfig(new UnionMoveSelectorConfig().withMoveSelectors(
                                new ChangeMoveSelectorConfig().withFixedProbabilityWeight(1.0),
                                new MoveIteratorFactoryConfig()
                                        .withMoveIteratorFactoryClass(Exchanges.class)
                                        .withFixedProbabilityWeight(1.0))));
        Solver<Schedule> solver = SolverFactory.<Schedule>create(config).buildSolver();
        solver.addEventListener(event -> {
            if (faultless(event.getNewBestSolution())) {
                kept = event.getNewBestSolution();
                System.out.println((System.nanoTime() - started) / 1e9 + " " + -((SimpleLongScore) event.getNewBestScore()).score());
            }
        });
        solver.solve(Schedule.empty(instance));
        if (kept != null) {
            Files.write(Path.of(words[1]), instance.written(kept));
        }
    }

    /** The file's sections. Kind 0 is rest. */
    static class Instance {
        int people, days, kinds;
        List<String> names = new ArrayList<>(), ids = new ArrayList<>(List.of(""));
        int[] minutes;
        boolean[][] forbidden;
        int[][] staff; // max minutes, min minutes, max run, min run, min rest, max weekends
        int[][] mostOfKind;
        boolean[][] off;
        int[][][] cellCost;
        int[][] need, under, over;

        static Instance read(Path file) throws IOException {
            Instance i = new Instance();
            String section = "";
            List<String[]> shifts = new ArrayList<>(), staff = new ArrayList<>(), away = new ArrayList<>();
            List<String[]> on = new ArrayList<>(), not = new ArrayList<>(), cover = new ArrayList<>();
            for (String raw : Files.readAllLines(file)) {
                String line = raw.strip();
                if (line.isEmpty() || line.startsWith("#")) continue;
                if (line.startsWith("SECTION_")) { section = line; continue; }
                String[] parts = line.split(",", -1);
                switch (section) {
                    case "SECTION_HORIZON" -> i.days = Integer.parseInt(parts[0]);
                    case "SECTION_SHIFTS" -> shifts.add(parts);
                    case "SECTION_STAFF" -> staff.add(parts);
                    case "SECTION_DAYS_OFF" -> away.add(parts);
                    case "SECTION_SHIFT_ON_REQUESTS" -> on.add(parts);
                    case "SECTION_SHIFT_OFF_REQUESTS" -> not.add(parts);
                    case "SECTION_COVER" -> cover.add(parts);
                    default -> throw new IOException("unknown section " + section);
                }
            }
            for (String[] s : shifts) i.ids.add(s[0]);
            i.kinds = i.ids.size();
            i.people = staff.size();
            i.minutes = new int[i.kinds];
            i.forbidden = new boolean[i.kinds][i.kinds];
            for (String[] s : shifts) {
                int kind = i.ids.indexOf(s[0]);
                i.minutes[kind] = Integer.parseInt(s[1]);
                for (String next : s.length > 2 ? s[2].split("\\|") : new String[0]) {
                    if (!next.isBlank()) i.forbidden[kind][i.ids.indexOf(next)] = true;
                }
            }
            i.staff = new int[i.people][6];
            i.mostOfKind = new int[i.people][i.kinds];
            for (int p = 0; p < i.people; p++) {
                String[] s = staff.get(p);
                i.names.add(s[0]);
                java.util.Arrays.fill(i.mostOfKind[p], i.days);
                for (String most : s[1].split("\\|")) {
                    String[] pair = most.split("=");
                    i.mostOfKind[p][i.ids.indexOf(pair[0])] = Integer.parseInt(pair[1]);
                }
                for (int k = 0; k < 6; k++) i.staff[p][k] = Integer.parseInt(s[2 + k].strip());
            }
            i.off = new boolean[i.people][i.days];
            for (String[] s : away) {
                for (int k = 1; k < s.length; k++) {
                    if (!s[k].isBlank()) i.off[i.names.indexOf(s[0])][Integer.parseInt(s[k].strip())] = true;
                }
            }
            i.cellCost = new int[i.people][i.days][i.kinds];
            for (String[] s : on) {
                int[] cell = i.cellCost[i.names.indexOf(s[0])][Integer.parseInt(s[1])];
                for (int k = 0; k < i.kinds; k++) if (k != i.ids.indexOf(s[2])) cell[k] += Integer.parseInt(s[3]);
            }
            for (String[] s : not) {
                i.cellCost[i.names.indexOf(s[0])][Integer.parseInt(s[1])][i.ids.indexOf(s[2])] += Integer.parseInt(s[3]);
            }
            i.need = new int[i.days][i.kinds];
            i.under = new int[i.days][i.kinds];
            i.over = new int[i.days][i.kinds];
            for (String[] s : cover) {
                int day = Integer.parseInt(s[0]), kind = i.ids.indexOf(s[1]);
                i.need[day][kind] = Integer.parseInt(s[2]);
                i.under[day][kind] = Integer.parseInt(s[3]);
                i.over[day][kind] = Integer.parseInt(s[4]);
            }
            return i;
        }

        List<String> written(Schedule schedule) {
            String[][] grid = new String[people][days];
            for (Cell cell : schedule.cells) grid[cell.person][cell.day] = ids.get(cell.kind);
            List<String> lines = new ArrayList<>();
            for (int p = 0; p < people; p++) lines.add(names.get(p) + "," + String.join(",", grid[p]));
            return lines;
        }
    }

    @PlanningEntity
    public static class Cell {
        @PlanningId public long id;
        public int person, day;
        @PlanningPin public boolean pinned;
        @PlanningVariable public Integer kind;
    }

    @PlanningSolution
    public static class Schedule {
        @ValueRangeProvider public List<Integer> kinds;
        @PlanningEntityCollectionProperty public List<Cell> cells;
        @PlanningScore public SimpleLongScore score;

        static Schedule empty(Instance i) {
            Schedule made = new Schedule();
            made.kinds = new ArrayList<>();
            for (int k = 0; k < i.kinds; k++) made.kinds.add(k);
            made.cells = new ArrayList<>();
            for (int p = 0; p < i.people; p++) {
                for (int d = 0; d < i.days; d++) {
                    Cell cell = new Cell();
                    cell.id = (long) p * i.days + d;
                    cell.person = p;
                    cell.day = d;
                    cell.pinned = i.off[p][d];
                    cell.kind = cell.pinned ? 0 : null;
                    made.cells.add(cell);
                }
            }
            return made;
        }
    }

    /** ``hard``: units beyond each limit. ``soft``: requests and cover. A cell not yet set counts as rest. */
    public static class Score implements IncrementalScoreCalculator<Schedule, SimpleLongScore> {
        int[][] grid, counts, held, weekends;
        int[] total, weekendsWorked;
        long hard, soft;

        @Override
        public void resetWorkingSolution(Schedule schedule) {
            Instance i = instance;
            grid = new int[i.people][i.days];
            counts = new int[i.people][i.kinds];
            held = new int[i.days][i.kinds];
            weekends = new int[i.people][i.days / 7 + 1];
            total = new int[i.people];
            weekendsWorked = new int[i.people];
            hard = 0;
            soft = 0;
            for (int p = 0; p < i.people; p++) {
                hard += of(p);
                hard += run(p, 0);
                for (int d = 0; d < i.days; d++) soft += i.cellCost[p][d][0];
            }
            for (int d = 0; d < i.days; d++) for (int k = 1; k < i.kinds; k++) soft += cover(d, k);
            for (Cell cell : schedule.cells) if (cell.kind != null && cell.kind != 0) put(cell.person, cell.day, cell.kind);
        }

        /** What the whole row breaks: minutes, kinds, weekends. */
        long of(int p) {
            Instance i = instance;
            int[] s = i.staff[p];
            long found = Math.max(0, total[p] - s[0]) + Math.max(0, s[1] - total[p]);
            found = (found + 59) / 60;
            for (int k = 1; k < i.kinds; k++) found += Math.max(0, counts[p][k] - i.mostOfKind[p][k]);
            return found + Math.max(0, weekendsWorked[p] - s[5]);
        }

        /** What the runs and the successions around a day break. */
        long around(int p, int d) {
            long found = 0;
            int[] row = grid[p];
            if (d > 0 && instance.forbidden[row[d - 1]][row[d]]) found++;
            if (d + 1 < instance.days && instance.forbidden[row[d]][row[d + 1]]) found++;
            found += run(p, d);
            if (d > 0 && (row[d - 1] == 0) != (row[d] == 0)) found += run(p, d - 1);
            if (d + 1 < instance.days && (row[d + 1] == 0) != (row[d] == 0)) found += run(p, d + 1);
            return found;
        }

        /** What the run of work or of rest that holds this day breaks; the edges complete a short one. */
        long run(int p, int d) {
            int[] row = grid[p], s = instance.staff[p];
            boolean rest = row[d] == 0;
            int from = d, to = d;
            while (from > 0 && (row[from - 1] == 0) == rest) from--;
            while (to + 1 < instance.days && (row[to + 1] == 0) == rest) to++;
            int length = to - from + 1;
            boolean inside = from > 0 && to + 1 < instance.days;
            if (rest) return inside ? Math.max(0, s[4] - length) : 0;
            return Math.max(0, length - s[2]) + (inside ? Math.max(0, s[3] - length) : 0);
        }

        long cover(int d, int k) {
            int gap = instance.need[d][k] - held[d][k];
            return gap > 0 ? (long) gap * instance.under[d][k] : (long) -gap * instance.over[d][k];
        }

        void put(int p, int d, int kind) {
            int old = grid[p][d];
            if (old == kind) return;
            Instance i = instance;
            hard -= of(p) + around(p, d);
            soft += i.cellCost[p][d][kind] - i.cellCost[p][d][old];
            change(p, d, old, -1);
            grid[p][d] = kind;
            change(p, d, kind, 1);
            hard += of(p) + around(p, d);
        }

        private void change(int p, int d, int kind, int by) {
            if (kind == 0) return;
            soft -= cover(d, kind);
            held[d][kind] += by;
            soft += cover(d, kind);
            counts[p][kind] += by;
            total[p] += by * instance.minutes[kind];
            if (d % 7 >= 5) {
                int week = d / 7;
                if (weekends[p][week] > 0) weekendsWorked[p]--;
                weekends[p][week] += by;
                if (weekends[p][week] > 0) weekendsWorked[p]++;
            }
        }

        @Override public void beforeVariableChanged(Object entity, String variable) {}

        @Override
        public void afterVariableChanged(Object entity, String variable) {
            Cell cell = (Cell) entity;
            put(cell.person, cell.day, cell.kind == null ? 0 : cell.kind);
        }

        @Override public void beforeEntityAdded(Object entity) {}
        @Override public void afterEntityAdded(Object entity) {}
        @Override public void beforeEntityRemoved(Object entity) {}
        @Override public void afterEntityRemoved(Object entity) {}

        @Override
        public SimpleLongScore calculateScore() {
            return SimpleLongScore.of(-BROKEN * hard - soft);
        }
    }

    /** Two people exchange what they do on one to seven days running. */
    public static class Exchanges implements MoveIteratorFactory<Schedule, Exchange> {
        @Override
        public long getSize(ScoreDirector<Schedule> director) {
            return (long) instance.people * instance.people * instance.days;
        }

        @Override
        public Iterator<Exchange> createOriginalMoveIterator(ScoreDirector<Schedule> director) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterator<Exchange> createRandomMoveIterator(ScoreDirector<Schedule> director, Random random) {
            List<Cell> cells = director.getWorkingSolution().cells;
            return new Iterator<>() {
                @Override public boolean hasNext() { return instance.people > 1; }

                @Override
                public Exchange next() {
                    int first = random.nextInt(instance.people), second = random.nextInt(instance.people - 1);
                    if (second >= first) second++;
                    int from = random.nextInt(instance.days), length = 1 + random.nextInt(7);
                    return new Exchange(cells, first, second, from, Math.min(instance.days, from + length));
                }
            };
        }
    }

    /** An exchange; days when either is away stay as they are. */
    public static class Exchange extends AbstractSimplifiedMove<Schedule> {
        private final List<Cell> cells;
        private final int first, second, from, until;

        Exchange(List<Cell> cells, int first, int second, int from, int until) {
            this.cells = cells;
            this.first = first;
            this.second = second;
            this.from = from;
            this.until = until;
        }

        private Cell cell(int person, int day) { return cells.get(person * instance.days + day); }

        private boolean moves(int day) {
            Cell a = cell(first, day), b = cell(second, day);
            return !a.pinned && !b.pinned && !a.kind.equals(b.kind);
        }

        @Override
        public boolean isMoveDoable(ScoreDirector<Schedule> director) {
            for (int day = from; day < until; day++) if (moves(day)) return true;
            return false;
        }

        @Override
        protected void doMoveOnGenuineVariables(ScoreDirector<Schedule> director) {
            for (int day = from; day < until; day++) {
                if (!moves(day)) continue;
                Cell a = cell(first, day), b = cell(second, day);
                Integer kept = a.kind;
                director.beforeVariableChanged(a, "kind");
                a.kind = b.kind;
                director.afterVariableChanged(a, "kind");
                director.beforeVariableChanged(b, "kind");
                b.kind = kept;
                director.afterVariableChanged(b, "kind");
            }
        }
    }
}
