#!/usr/bin/env bash
# slurm.sh: the script that `negsim slurm` prints, run by a throw-away Slurm of two nodes on this machine; then merged. The tables must be
# those of one quiet run. BUILD: build folder with negsim. Says so and succeeds where Slurm is not installed.
set -u
repo=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$repo/build}
negsim=$(cd "$BUILD" && pwd)/negsim
for program in slurmctld slurmd sbatch munged; do
    command -v $program >/dev/null || { echo "skip Slurm: no $program"; exit 0; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/negsim-slurm.XXXXXX") || exit 1
chmod 755 "$work"
cd "$work" || exit 1

# The cluster: everything of it in a folder of its own, gone when this script ends.
S=$(mktemp -d); U=$(id -un); H=$(hostname -s); P=${PORT:-16817}; chmod 755 "$S"
mkdir -p "$S"/{state,spool/n1,spool/n2,run}; mkdir -m 700 "$S/log"; chmod 755 "$S/run"
dd if=/dev/urandom of="$S/munge.key" bs=1024 count=1 status=none; chmod 400 "$S/munge.key"
cat >"$S/slurm.conf" <<C
ClusterName=test
SlurmctldHost=$H(127.0.0.1)
SlurmUser=$U
SlurmdUser=$U
AuthType=auth/munge
AuthInfo=socket=$S/run/munge.socket
CredType=cred/munge
SlurmctldPort=$P
StateSaveLocation=$S/state
SlurmdSpoolDir=$S/spool/%n
SlurmctldPidFile=$S/run/slurmctld.pid
SlurmdPidFile=$S/run/slurmd.%n.pid
SlurmctldLogFile=$S/log/slurmctld.log
SlurmdLogFile=$S/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=n1 NodeHostname=$H NodeAddr=127.0.0.1 Port=$((P+1)) CPUs=2 RealMemory=1000
NodeName=n2 NodeHostname=$H NodeAddr=127.0.0.1 Port=$((P+2)) CPUs=2 RealMemory=1000
PartitionName=debug Nodes=ALL Default=YES MaxTime=INFINITE State=UP
C
export SLURM_CONF="$S/slurm.conf"
down() { scancel --full -u "$U" 2>/dev/null || true; sleep 1
  for p in slurmd.n1 slurmd.n2 slurmctld munged; do kill "$(cat "$S/run/$p.pid")" 2>/dev/null || true; done; sleep 1; rm -rf "$S" "$work"; }
trap down EXIT
munged --force --key-file="$S/munge.key" --socket="$S/run/munge.socket" --pid-file="$S/run/munged.pid" \
  --log-file="$S/log/munged.log" --seed-file="$S/run/munged.seed"
slurmctld -f "$SLURM_CONF"; slurmd -f "$SLURM_CONF" -N n1; slurmd -f "$SLURM_CONF" -N n2
for _ in $(seq 50); do sinfo -h -o %T 2>/dev/null | grep -q idle && break; sleep 0.2; done

sweep=("$repo/scenarios/baseline.yaml" --vary conditions.us_backing.available=0:1:0.1 --vary "protocol.rounds=20,60" -n 100)
"$negsim" sweep "${sweep[@]}" -o quiet >/dev/null || exit 1
"$negsim" slurm "${sweep[@]}" --shards 5 -o big >job.sh || exit 1
NEGSIM=$negsim sbatch --export=ALL --wait --array=1,2,4,5 job.sh >/dev/null || exit 1
missing=$("$negsim" status --missing big.shard-*.journal)
[ "$missing" = 3 ] || { echo "FAIL missing: '$missing', not 3"; exit 1; }
NEGSIM=$negsim sbatch --export=ALL --wait --array="$missing" job.sh >/dev/null || exit 1
"$negsim" merge -o big big.shard-*.journal >/dev/null || exit 1
for file in experiments.csv outcomes.csv reachability.csv failures.csv datapackage.json; do
    cmp "quiet/$file" "big/$file" || exit 1
done
echo "ok   an array of five tasks, one of them later, merged"
