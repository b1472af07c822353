package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

// provisionerName is what a StorageClass names to get its volumes here.
const provisionerName = "todo-chatbot/host-path"

// hostPathProvisioner makes one folder of this node for each claim. The in-tree hostpath
// provisioner does nearly that, but its folders are for root only.
type hostPathProvisioner struct {
	root string
}

// Provision makes the volume's folder. Everybody may write to it, as in minikube: a pod's user
// need not be root, and fsGroup does not apply to hostPath. The folder above is root's alone.
func (p hostPathProvisioner) Provision(_ context.Context, options controller.ProvisionOptions) (*core.PersistentVolume, controller.ProvisioningState, error) {
	path := filepath.Join(p.root, options.PVName)
	if err := os.MkdirAll(path, 0o777); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	if err := os.Chmod(path, 0o777); err != nil { // what the umask took away
		return nil, controller.ProvisioningFinished, err
	}
	kind := core.HostPathDirectory
	return &core.PersistentVolume{
		ObjectMeta: meta.ObjectMeta{Name: options.PVName},
		Spec: core.PersistentVolumeSpec{
			AccessModes:                   options.PVC.Spec.AccessModes,
			Capacity:                      options.PVC.Spec.Resources.Requests,
			PersistentVolumeReclaimPolicy: *options.StorageClass.ReclaimPolicy,
			PersistentVolumeSource:        core.PersistentVolumeSource{HostPath: &core.HostPathVolumeSource{Path: path, Type: &kind}},
		},
	}, controller.ProvisioningFinished, nil
}

// Delete removes the folder of a volume that this provisioner made.
func (p hostPathProvisioner) Delete(_ context.Context, volume *core.PersistentVolume) error {
	path := filepath.Join(p.root, volume.Name)
	if volume.Spec.HostPath == nil || volume.Spec.HostPath.Path != path {
		return fmt.Errorf("volume %s does not lie at %s: left alone", volume.Name, path)
	}
	return os.RemoveAll(path)
}

// newProvisionerCommand serves claims until ctx ends.
func newProvisionerCommand(ctx context.Context) *cobra.Command {
	var kubeconfig, root string
	command := &cobra.Command{
		Use:           "volume-provisioner",
		Short:         "Give every claim of the class " + provisionerName + " a folder of this node",
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(*cobra.Command, []string) error {
			config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
			if err != nil {
				return err
			}
			client, err := kubernetes.NewForConfig(config)
			if err != nil {
				return err
			}
			controller.NewProvisionController(
				ctx, client, provisionerName, hostPathProvisioner{root}, controller.LeaderElection(false)).Run(ctx)
			return nil
		},
	}
	command.Flags().StringVar(&kubeconfig, "kubeconfig", "", "how to reach the cluster")
	command.Flags().StringVar(&root, "root", "", "the folder that holds all volumes")
	for _, name := range []string{"kubeconfig", "root"} {
		if err := command.MarkFlagRequired(name); err != nil {
			panic(err) // only when the flag does not exist
		}
	}
	return command
}
