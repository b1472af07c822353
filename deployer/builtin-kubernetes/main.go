// Command builtin-kubernetes is a complete single-node Kubernetes in one program: etcd, the
// control plane, the node agents, cluster DNS, resource metrics, a volume provisioner and kubectl.
// The name that it is called by, or else its first argument, says which of them to be.
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/coredns/coredns/coremain"
	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/component-base/cli"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
	metricsserver "sigs.k8s.io/metrics-server/cmd/metrics-server/app"
)

// programs maps a program's usual name to what runs it with os.Args already set.
var programs = map[string]func(){
	"coredns":                 coremain.Run,
	"etcd":                    func() { etcdmain.Main(os.Args) },
	"kube-apiserver":          func() { run(apiserver.NewAPIServerCommand()) },
	"kube-controller-manager": func() { run(controllermanager.NewControllerManagerCommand()) },
	"kube-proxy":              func() { run(proxy.NewProxyCommand()) },
	"kube-scheduler":          func() { run(scheduler.NewSchedulerCommand()) },
	"kubectl":                 func() { kubectlutil.CheckErr(cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand())) },
	"kubelet":                 func() { run(kubelet.NewKubeletCommand(context.Background())) },
	"metrics-server":          func() { run(metricsserver.NewMetricsServerCommand(genericapiserver.SetupSignalHandler())) },
	"volume-provisioner":      func() { run(newProvisionerCommand(genericapiserver.SetupSignalContext())) },
}

func main() {
	name := filepath.Base(os.Args[0])
	if _, known := programs[name]; !known && len(os.Args) > 1 {
		os.Args = os.Args[1:]
		name = os.Args[0]
	}
	start, known := programs[name]
	if !known {
		names := slices.Sorted(maps.Keys(programs))
		fmt.Fprintf(os.Stderr, "usage: builtin-kubernetes %s [ARGUMENT...]\n", strings.Join(names, "|"))
		os.Exit(2)
	}
	if name != "coredns" {
		dropCoreDNSFlags()
	}
	start()
}

func run(command *cobra.Command) {
	os.Exit(cli.Run(command))
}

// dropCoreDNSFlags takes back the process-wide flags that CoreDNS registers when it is merely
// imported: --version, --conf and others would clash with the Kubernetes commands' own.
func dropCoreDNSFlags() {
	registered := []string{"conf", "dns.port", "log-format", "p", "pidfile", "plugins", "quiet", "version"}
	kept := flag.NewFlagSet(os.Args[0], flag.ExitOnError)
	flag.VisitAll(func(f *flag.Flag) {
		if !slices.Contains(registered, f.Name) {
			kept.Var(f.Value, f.Name, f.Usage)
		}
	})
	flag.CommandLine = kept
}
